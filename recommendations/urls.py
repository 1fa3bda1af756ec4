"""Addresses of the register, its items, and every act on one."""

from django.urls import path

from recommendations import api
from recommendations.presenters.acts import path_of, route_of
from recommendations.views import (
    acts,
    boards,
    bulk,
    causes,
    claim,
    closure_levels,
    evidence,
    from_report,
    handing_over,
    intake,
    parts,
    reconciling,
    register,
    registering,
    scrutiny,
    sheets,
    stepping,
    wording,
)

urlpatterns = [
    path("api/v1/recommendations/", api.recommendations, name="api_recommendations"),
    path("register/", register.register, name="register"),
    path("register/file/<sheet_format:format>/", register.register_file, name="register_file"),
    path("register/to-edit/", sheets.register_to_edit, name="register_to_edit"),
    path("register/bring-back/", sheets.bring_back, name="bring_back"),
    path("take-over/", intake.take_over, name="take_over"),
    path("take-over/file/<sheet_format:format>/", intake.take_over_file, name="take_over_file"),
    path("take-over/<int:pk>/", intake.intake, name="intake"),
    path("take-over/<int:pk>/file/<sheet_format:format>/", intake.intake_file, name="intake_file"),
    path("take-over/<int:pk>/sheet/", intake.intake_sheet, name="intake_sheet"),
    path("take-over/<int:pk>/columns/", intake.intake_columns, name="intake_columns"),
    path("take-over/<int:pk>/words/", intake.intake_words, name="intake_words"),
    path("take-over/<int:pk>/do/", intake.intake_do, name="intake_do"),
    path("take-over/<int:pk>/refused/", intake.intake_refused, name="intake_refused"),
    path("take-over/<int:pk>/drop/", intake.drop_intake, name="drop_intake"),
    path("reconcile/", reconciling.reconcile, name="reconcile"),
    path("reconcile/file/<sheet_format:format>/", reconciling.reconcile_file, name="reconcile_file"),
    path("reconcile/<int:pk>/", reconciling.reconciliation, name="reconciliation"),
    path("reconcile/<int:pk>/file/<sheet_format:format>/", reconciling.reconciliation_file, name="reconciliation_file"),
    path("reconcile/<int:pk>/sheet/", reconciling.reconciliation_sheet, name="reconciliation_sheet"),
    path("reconcile/<int:pk>/columns/", reconciling.reconciliation_columns, name="reconciliation_columns"),
    path("reconcile/<int:pk>/words/", reconciling.reconciliation_words, name="reconciliation_words"),
    path("reconcile/<int:pk>/rows/<str:digest_of_row>/", reconciling.reconciliation_row, name="reconciliation_row"),
    path("reconcile/<int:pk>/agree/", reconciling.accept_what_agrees, name="accept_what_agrees"),
    path("reconcile/<int:pk>/finish/", reconciling.finish_reconciling, name="finish_reconciling"),
    path("reconcile/<int:pk>/drop/", reconciling.drop_reconciliation, name="drop_reconciliation"),
    path("scrutiny/", scrutiny.scrutiny, name="scrutiny"),
    path("scrutiny/record/", scrutiny.scrutiny_record, name="scrutiny_record"),
    path("scrutiny/record/file/<sheet_format:format>/", scrutiny.scrutiny_record_file, name="scrutiny_record_file"),
    path("scrutiny/<str:reference>/", scrutiny.scrutinise, name="scrutinise"),
    path("publications/<int:pk>/register/", registering.register_recommendation, name="register_recommendation"),
    path("publications/<int:pk>/read/", from_report.register_from_report, name="register_from_report"),
    path("posts/<int:pk>/leaving/", handing_over.prepare_hand_over, name="prepare_hand_over"),
    path("posts/<int:pk>/notes/", handing_over.hand_over_notes, name="hand_over_notes"),
    path("boards/", boards.boards, name="boards"),
    path("boards/file/<sheet_format:format>/", boards.boards_file, name="boards_file"),
    path("boards/add/", boards.add_board, name="add_board"),
    path("boards/<int:pk>/", boards.board, name="board"),
    path("boards/<int:pk>/change/", boards.change_board, name="change_board"),
    path("register/bulk/", bulk.bulk, name="bulk"),
    path("causes/<int:pk>/discharge/", causes.discharge_cause, name="discharge_cause"),
    path("closure-levels/", closure_levels.closure_levels, name="closure_levels"),
    path("closure-levels/file/<sheet_format:format>/", closure_levels.closure_levels_file, name="closure_levels_file"),
    path("closure-levels/add/", closure_levels.add_closure_level, name="add_closure_level"),
    path("closure-levels/<int:pk>/", closure_levels.change_closure_level, name="change_closure_level"),
    path("register/<str:reference>/claim/", claim.claim_of, name="claim_of"),
    path("register/<str:reference>/actions/", stepping.actions_of, name="actions_of"),
    path(
        "register/<str:reference>/actions/file/<sheet_format:format>/", stepping.actions_of_file, name="actions_of_file"
    ),
    path("register/<str:reference>/actions/add/", stepping.add_action, name="add_action"),
    *(
        path(
            f"register/<str:reference>/actions/<int:number>/{page.path}/", stepping.page_for(verb), name=route_of(verb)
        )
        for verb, page in stepping.PAGES.items()
    ),
    path("register/<str:reference>/set-parts/", parts.set_parts, name="set_parts"),
    path("register/<str:reference>/updates/<int:pk>/wording/", wording.write_wording, name="write_wording"),
    path("register/<str:reference>/updates/<int:pk>/clear/", wording.clear_wording, name="clear_wording"),
    path("register/<str:reference>/add-evidence/", evidence.add_evidence, name="add_evidence"),
    path("register/<str:reference>/evidence/<int:number>/file/", evidence.evidence_file, name="evidence_file"),
    path("register/<str:reference>/evidence/<int:number>/replace/", evidence.replace_evidence, name="replace_evidence"),
    path(
        "register/<str:reference>/evidence/<int:number>/set-aside/",
        evidence.set_aside_evidence,
        name="set_aside_evidence",
    ),
    path("register/<str:reference>/evidence-pack/", evidence.evidence_pack, name="evidence_pack"),
    *(
        path(f"register/<str:reference>/{path_of(verb)}/", acts.page_for(verb), name=route_of(verb))
        for verb in acts.PAGES
    ),
]
