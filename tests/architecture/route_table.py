"""Every route of the app with who may use it: one row for each, in the order of the addresses.

`roles` are the roles that are let in; every other role gets `refusal`: 403 where it may not come in, 404 where the
thing does not exist for it. Who is not signed in is sent to sign in, unless the route is public. `target` names what
stands in the address by its keys in `route_targets`.
"""

from dataclasses import dataclass, field

from jac_tracker.accounts.roles import Duty, Role, roles_with

EVERYONE = frozenset(Role)
ADMINISTRATOR = roles_with(Duty.KEEP_PEOPLE)
SETTINGS = roles_with(Duty.KEEP_SETTINGS)
HEADLINES = roles_with(Duty.SEE_HEADLINES)
SEE_EVERYTHING = roles_with(Duty.SEE_EVERYTHING)
WHOLE_ITEM = SEE_EVERYTHING | {Role.OWNER, Role.PORTFOLIO_LEAD}  # of those who have to do with the item of the table
REGISTER_KEEPERS = roles_with(Duty.KEEP_REGISTER)
LEADS = roles_with(Duty.SIGN_OFF)
APPROVERS = roles_with(Duty.APPROVE)
CHANGERS = REGISTER_KEEPERS | LEADS | APPROVERS | {Role.OWNER}  # whose posts can own an item
DECIDERS = LEADS | REGISTER_KEEPERS | APPROVERS
AUDITORS = roles_with(Duty.READ_AUDIT_LOG)
DRAFTERS = roles_with(Duty.DRAFT_PAPER)
MEETING_KEEPERS = roles_with(Duty.KEEP_MEETINGS) | DRAFTERS
RELEASERS = roles_with(Duty.RELEASE_PAPER)
ISSUERS = roles_with(Duty.ISSUE_PAPER)
TEMPLATE_KEEPERS = roles_with(Duty.KEEP_TEMPLATE)
DRAFT_READERS = roles_with(Duty.READ_DRAFT_PAPERS)
PAPER_READERS = roles_with(Duty.READ_ISSUED_PAPERS) | DRAFT_READERS


@dataclass(frozen=True)
class Route:
    """Who may use an address, and how."""

    roles: frozenset[Role] = EVERYONE
    methods: frozenset[str] = frozenset({"GET"})
    is_public: bool = False
    is_api: bool = False  # opened by a token, and by nothing else
    refusal: int = 403
    hidden_from: frozenset[Role] = frozenset()  # of the refused roles, those that get 404 whatever the others get
    target: tuple[str, ...] = ()
    data: dict[str, str] = field(default_factory=dict)


READ = frozenset({"GET"})
FORM = frozenset({"GET", "POST"})
POST_ONLY = frozenset({"POST"})


ROUTES: dict[str, Route] = {
    # accounts: signing in
    "account_login": Route(is_public=True, methods=FORM),
    "account_logout": Route(is_public=True, methods=FORM),
    "account_inactive": Route(is_public=True),
    "account_change_password": Route(methods=FORM),
    "demo_sign_in": Route(is_public=True, methods=POST_ONLY, target=("role",)),
    # accounts: the administrator's pages
    "people": Route(ADMINISTRATOR),
    "people_file": Route(ADMINISTRATOR, target=("sheet",)),
    "add_person": Route(ADMINISTRATOR, FORM),
    "person": Route(ADMINISTRATOR, target=("person",)),
    "change_person": Route(ADMINISTRATOR, FORM, target=("person",)),
    "set_password": Route(ADMINISTRATOR, FORM, target=("person",)),
    "set_active": Route(ADMINISTRATOR, FORM, target=("person",)),
    "portfolios": Route(ADMINISTRATOR),
    "portfolios_file": Route(ADMINISTRATOR, target=("sheet",)),
    "add_portfolio": Route(ADMINISTRATOR, FORM),
    "portfolio": Route(ADMINISTRATOR, target=("portfolio",)),
    "change_portfolio": Route(ADMINISTRATOR, FORM, target=("portfolio",)),
    "posts": Route(ADMINISTRATOR),
    "posts_file": Route(ADMINISTRATOR, target=("sheet",)),
    "add_post": Route(ADMINISTRATOR, FORM),
    "post": Route(ADMINISTRATOR, target=("post",)),
    "change_post": Route(ADMINISTRATOR, FORM, target=("post",)),
    "hand_over": Route(ADMINISTRATOR, FORM, target=("post",)),
    "end_holding": Route(ADMINISTRATOR, FORM, target=("holding",)),
    # what programs read with: the token is a liaison officer's
    "programs": Route(methods=FORM),
    "revoke_token": Route(REGISTER_KEEPERS | ADMINISTRATOR, FORM, refusal=404, target=("token",)),
    # the API, whose wall is its token
    "api_recommendations": Route(is_public=True, is_api=True),
    "api_inspections": Route(is_public=True, is_api=True),
    "api_publications": Route(is_public=True, is_api=True),
    "api_gradings": Route(is_public=True, is_api=True),
    "api_causes": Route(is_public=True, is_api=True),
    "api_meetings": Route(is_public=True, is_api=True),
    "api_document": Route(is_public=True),
    # pages that belong to no app
    "components": Route(),
    "accessibility": Route(is_public=True),
    # inspections
    "inspections": Route(HEADLINES),
    "inspections_file": Route(HEADLINES, target=("sheet",)),
    "forward_look": Route(HEADLINES),
    "forward_look_file": Route(HEADLINES, target=("sheet",)),
    "monitoring": Route(HEADLINES),
    "monitoring_file": Route(HEADLINES, target=("sheet",)),
    "add_inspection": Route(REGISTER_KEEPERS, FORM),
    "inspection": Route(HEADLINES, target=("inspection",)),
    "findings": Route(HEADLINES, target=("inspection",)),
    "inspection_history": Route(SEE_EVERYTHING, target=("inspection",)),
    "change_inspection": Route(REGISTER_KEEPERS, FORM, target=("inspection",)),
    "change_narrative": Route(REGISTER_KEEPERS, FORM, target=("inspection",)),
    "set_embargo": Route(REGISTER_KEEPERS, FORM, target=("inspection",)),
    "add_milestone": Route(REGISTER_KEEPERS, FORM, target=("inspection",)),
    "change_milestone": Route(REGISTER_KEEPERS, FORM, target=("milestone",)),
    "remove_milestone": Route(REGISTER_KEEPERS, FORM, target=("milestone",)),
    "add_publication": Route(REGISTER_KEEPERS, FORM, target=("inspection",)),
    "change_publication": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "remove_publication": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "grading": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "set_reported_counts": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "add_cause": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "change_cause": Route(REGISTER_KEEPERS, FORM, target=("cause",)),
    "remove_cause": Route(REGISTER_KEEPERS, FORM, target=("cause",)),
    "add_reply_duty": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "change_reply_duty": Route(REGISTER_KEEPERS, FORM, target=("reply",)),
    "remove_reply_duty": Route(REGISTER_KEEPERS, FORM, target=("reply",)),
    "set_monitoring_phase": Route(REGISTER_KEEPERS, FORM),
    "remove_monitoring_phase": Route(REGISTER_KEEPERS, FORM, target=("phase",)),
    # inspections: the administrator's pages
    "frameworks": Route(SETTINGS),
    "frameworks_file": Route(SETTINGS, target=("sheet",)),
    "add_framework": Route(SETTINGS, FORM),
    "framework": Route(SETTINGS, target=("framework",)),
    "change_framework": Route(SETTINGS, FORM, target=("framework",)),
    "settings": Route(SETTINGS, FORM),
    "closure_levels": Route(SETTINGS),
    "closure_levels_file": Route(SETTINGS, target=("sheet",)),
    "add_closure_level": Route(SETTINGS, FORM),
    "change_closure_level": Route(SETTINGS, FORM, target=("closure_level",)),
    # recommendations
    "home": Route(),
    "scrutiny": Route(DECIDERS),
    "scrutiny_record": Route(DECIDERS),
    "scrutiny_record_file": Route(DECIDERS, target=("sheet",)),
    "scrutinise": Route(DECIDERS, FORM, target=("claimed",)),
    "register": Route(HEADLINES),
    "register_file": Route(HEADLINES, target=("sheet",)),
    "bulk": Route(CHANGERS, FORM),
    "register_to_edit": Route(CHANGERS),
    "bring_back": Route(CHANGERS, FORM),
    "take_over": Route(REGISTER_KEEPERS, FORM),
    "take_over_file": Route(REGISTER_KEEPERS, target=("sheet",)),
    "intake": Route(REGISTER_KEEPERS, target=("intake",)),
    "intake_file": Route(REGISTER_KEEPERS, target=("intake", "sheet")),
    "intake_sheet": Route(REGISTER_KEEPERS, FORM, target=("intake",)),
    "intake_columns": Route(REGISTER_KEEPERS, FORM, target=("intake",)),
    "intake_words": Route(REGISTER_KEEPERS, FORM, target=("intake",)),
    "intake_do": Route(REGISTER_KEEPERS, POST_ONLY, target=("intake",)),
    "intake_refused": Route(REGISTER_KEEPERS, target=("intake",)),
    "drop_intake": Route(REGISTER_KEEPERS, POST_ONLY, target=("intake",)),
    "reconcile": Route(REGISTER_KEEPERS, FORM),
    "reconcile_file": Route(REGISTER_KEEPERS, target=("sheet",)),
    "reconciliation": Route(REGISTER_KEEPERS, target=("reconciliation",)),
    "reconciliation_file": Route(REGISTER_KEEPERS, target=("reconciliation", "sheet")),
    "reconciliation_sheet": Route(REGISTER_KEEPERS, FORM, target=("reconciliation",)),
    "reconciliation_columns": Route(REGISTER_KEEPERS, FORM, target=("reconciliation",)),
    "reconciliation_words": Route(REGISTER_KEEPERS, FORM, target=("reconciliation",)),
    "reconciliation_row": Route(REGISTER_KEEPERS, FORM, target=("reconciliation", "row_of_a_list")),
    "accept_what_agrees": Route(REGISTER_KEEPERS, POST_ONLY, target=("reconciliation",)),
    "finish_reconciling": Route(REGISTER_KEEPERS, POST_ONLY, target=("reconciliation",)),
    "drop_reconciliation": Route(REGISTER_KEEPERS, POST_ONLY, target=("reconciliation",)),
    "recommendation": Route(HEADLINES, target=("reference",)),
    "reply_pack": Route(SEE_EVERYTHING, target=("publication",)),
    "reply_pack_file": Route(SEE_EVERYTHING, target=("publication", "format")),
    "schedule": Route(REGISTER_KEEPERS, target=("reconciliation",)),
    "schedule_file": Route(REGISTER_KEEPERS, target=("reconciliation", "format")),
    "schedule_sheet": Route(REGISTER_KEEPERS, target=("reconciliation", "sheet")),
    "register_from_report": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "register_recommendation": Route(REGISTER_KEEPERS, FORM, target=("publication",)),
    "prepare_hand_over": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("post",)),
    "hand_over_notes": Route(frozenset({Role.OWNER}), FORM, target=("post",)),
    "boards": Route(REGISTER_KEEPERS),
    "boards_file": Route(REGISTER_KEEPERS, target=("sheet",)),
    "add_board": Route(REGISTER_KEEPERS, FORM),
    "board": Route(REGISTER_KEEPERS, target=("board",)),
    "change_board": Route(REGISTER_KEEPERS, FORM, target=("board",)),
    "set_parts": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "write_wording": Route(REGISTER_KEEPERS, FORM, target=("reference", "update")),
    "clear_wording": Route(REGISTER_KEEPERS, FORM, target=("reference", "update")),
    "add_evidence": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "evidence_file": Route(WHOLE_ITEM, target=("reference", "evidence")),
    "replace_evidence": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference", "evidence")),
    "set_aside_evidence": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference", "evidence")),
    "evidence_pack": Route(WHOLE_ITEM, target=("reference",)),
    "discharge_cause": Route(REGISTER_KEEPERS, FORM, target=("cause",)),
    "claim_of": Route(HEADLINES, target=("reference",)),
    # recommendations: the claim and its desks
    "write_claim": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "change_claim": Route(frozenset({Role.OWNER}), FORM, target=("claimed",)),
    "claim": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "pass_claim": Route(LEADS, FORM, target=("claimed",)),
    "check_evidence": Route(REGISTER_KEEPERS, FORM, target=("claimed",)),
    "approve": Route(APPROVERS, FORM, target=("claimed",)),
    "return_claim": Route(APPROVERS, FORM, target=("claimed",)),
    "withdraw_claim": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("claimed",)),
    "submit": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "hmicfrs_returns": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "force_closes": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    # recommendations: actions, given by the item's owner of the cast to another post
    "actions_of": Route(HEADLINES, target=("reference",)),
    "actions_of_file": Route(WHOLE_ITEM, target=("reference", "sheet")),
    "add_action": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "change_action": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference", "action")),
    "do_action": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference", "action")),
    "sign_off_action": Route(LEADS, FORM, target=("reference", "done_action")),
    "return_action": Route(LEADS, FORM, target=("reference", "done_action")),
    "drop_action": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference", "action")),
    # recommendations: moves
    "allocate": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "rule_not_ours": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "propose_not_applicable": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "agree_not_applicable": Route(LEADS, FORM, target=("not_applicable",)),
    "refuse_not_applicable": Route(LEADS, FORM, target=("not_applicable",)),
    "take_back_not_applicable": Route(frozenset({Role.LIAISON}), FORM, target=("own_not_applicable",)),
    "hold": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "resume": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "hmicfrs_closes": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "dcc_closes": Route(APPROVERS, FORM, target=("reference",)),
    "reopen": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "propose_in_error": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "agree_in_error": Route(REGISTER_KEEPERS | APPROVERS, FORM, target=("in_error",)),
    "refuse_in_error": Route(REGISTER_KEEPERS | APPROVERS, FORM, target=("in_error",)),
    "take_back_in_error": Route(frozenset({Role.LIAISON}), FORM, target=("own_in_error",)),
    # recommendations: acts that leave the status alone; the items are the owner's of the cast, in the lead's portfolio
    "record_progress": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "set_rag": Route(REGISTER_KEEPERS | LEADS, FORM, target=("reference",)),
    "set_target": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "extend_target": Route(REGISTER_KEEPERS | {Role.OWNER}, FORM, target=("reference",)),
    "confirm_deadline": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "reallocate": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "edit_text": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "set_marking": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "set_governance": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "record_hmicfrs_status": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "set_tracked_through": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "set_tracked": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "write_reply": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    "clear_reply": Route(REGISTER_KEEPERS, FORM, target=("reference",)),
    # reports
    "audit_log": Route(AUDITORS),
    "audit_log_file": Route(AUDITORS, target=("sheet",)),
    "audited_act": Route(AUDITORS, target=("act",)),
    "calendar": Route(methods=FORM),
    "calendar_feed": Route(is_public=True, target=("calendar",)),
    "expunctions": Route(SEE_EVERYTHING),
    "expunctions_file": Route(SEE_EVERYTHING, target=("sheet",)),
    "propose_expunction": Route(REGISTER_KEEPERS, FORM),
    "expunction": Route(SEE_EVERYTHING, target=("expunction",)),
    "expunction_file": Route(SEE_EVERYTHING, target=("expunction", "sheet")),
    "agree_expunction": Route(APPROVERS, FORM, target=("expunction",)),
    "refuse_expunction": Route(APPROVERS, FORM, target=("expunction",)),
    "withdraw_expunction": Route(REGISTER_KEEPERS, FORM, target=("expunction",)),
    "meetings": Route(PAPER_READERS),
    "meetings_file": Route(PAPER_READERS, target=("sheet",)),
    "compare_papers": Route(PAPER_READERS),
    "add_meeting": Route(MEETING_KEEPERS, FORM),
    "word_templates": Route(TEMPLATE_KEEPERS),
    "word_templates_file": Route(TEMPLATE_KEEPERS, target=("sheet",)),
    "add_word_template": Route(TEMPLATE_KEEPERS, FORM),
    "word_template": Route(TEMPLATE_KEEPERS, target=("template",)),
    "lay_out_word_template": Route(TEMPLATE_KEEPERS, FORM, target=("template",)),
    "use_word_template": Route(TEMPLATE_KEEPERS, FORM, target=("template",)),
    "retire_word_template": Route(TEMPLATE_KEEPERS, FORM, target=("template",)),
    "paper_on_template": Route(TEMPLATE_KEEPERS, target=("template",)),
    "specimen_on_template": Route(TEMPLATE_KEEPERS, target=("template",)),
    "meeting": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting",)),
    "change_meeting": Route(MEETING_KEEPERS, FORM, target=("meeting",)),
    "record_request": Route(MEETING_KEEPERS, FORM, target=("meeting",)),
    "add_note": Route(MEETING_KEEPERS, FORM, target=("meeting",)),
    "change_note": Route(MEETING_KEEPERS, FORM, target=("noted_meeting", "note")),
    "remove_note": Route(MEETING_KEEPERS, FORM, target=("noted_meeting", "note")),
    # what the committee asked of the owner of the cast, about an item of theirs
    "committee_requests": Route(HEADLINES),
    "committee_requests_file": Route(HEADLINES, target=("sheet",)),
    "inspection_requests": Route(HEADLINES, target=("inspection",)),
    "committee_request": Route(HEADLINES, target=("request",)),
    "change_request": Route(MEETING_KEEPERS, FORM, target=("request",)),
    "carry_over_request": Route(MEETING_KEEPERS, FORM, target=("request",)),
    "settle_request": Route(MEETING_KEEPERS, FORM, target=("request",)),
    "reopen_request": Route(MEETING_KEEPERS, FORM, target=("settled_request",)),
    "clear_request": Route(DRAFTERS, FORM, target=("request",)),
    "start_paper": Route(DRAFTERS, FORM, target=("meeting",)),
    "paper": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting",)),
    "change_paper": Route(DRAFTERS, FORM, target=("meeting",)),
    "set_agenda_number": Route(MEETING_KEEPERS, FORM, target=("meeting",)),
    "set_cut_off": Route(DRAFTERS, FORM, target=("meeting",)),
    "paper_checks": Route(SEE_EVERYTHING, target=("meeting",)),
    "release_paper": Route(RELEASERS, FORM, target=("meeting",)),
    "return_paper": Route(RELEASERS, FORM, target=("released_meeting",)),
    "issue_paper": Route(ISSUERS, FORM, target=("released_meeting",)),
    "start_correction": Route(DRAFTERS, FORM, target=("issued_meeting",)),
    "withdraw_paper": Route(ISSUERS, FORM, target=("issued_meeting",)),
    "issue": Route(PAPER_READERS, target=("issued_meeting", "version")),
    "issued_file": Route(PAPER_READERS, target=("issued_meeting", "version", "format")),
    "paper_preview": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting",)),
    "add_section": Route(DRAFTERS, FORM, target=("meeting",)),
    "change_section": Route(DRAFTERS, FORM, target=("meeting", "section")),
    "choose_rows": Route(DRAFTERS, FORM, target=("meeting", "rows_section")),
    "move_section": Route(DRAFTERS, POST_ONLY, target=("meeting", "section")),
    "remove_section": Route(DRAFTERS, FORM, target=("meeting", "section")),
    "paper_download": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting", "format")),
}
