"""Who may do what in which status, as the rules tell it: written apart from the code."""

# Who may, by the letter in a cell. The item is the owner's, in the lead's portfolio; the other lead was asked whether
# it applies; the liaison officer made whatever proposal stands on it.
LETTERS = {
    ".": set(),
    "L": {"liaison", "second_liaison"},
    "A": {"other_lead"},
    "D": {"dcc"},
    "S": {"second_liaison", "dcc"},
    "O": {"owner", "liaison", "second_liaison"},
    "P": {"lead", "liaison", "second_liaison"},
    "W": {"owner"},
    "E": {"lead"},
    "T": {"liaison"},
}

MOVES_EXPECTED = """
                          register allocate rule_not_ours propose_not_applicable agree_not_applicable refuse_not_applicable hold resume hmicfrs_closes dcc_closes reopen propose_in_error agree_in_error refuse_in_error take_back_not_applicable take_back_in_error
awaiting allocation       .        L        L             L                      A                    A                     .    .      L              D          .      L                S              S               T                        T
in progress               .        .        L             L                      A                    A                     L    .      L              D          .      L                S              S               T                        T
on hold                   .        .        .             .                      .                    A                     .    L      L              D          .      L                S              S               T                        T
with portfolio lead       .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S               T                        T
with liaison              .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S               T                        T
with dcc                  .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S               T                        T
approved                  .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S               T                        T
with hmicfrs              .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S               T                        T
closed complete           .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S               T                        T
closed superseded         .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S               T                        T
closed no further action  .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S               T                        T
for information           .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S               T                        T
not applicable            .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S               T                        T
withdrawn                 .        .        .             .                      .                    .                     .    .      .              .          .      .                .              .               .                        .
"""  # noqa: E501

ACTS_EXPECTED = """
                          record_progress set_rag set_target extend_target confirm_deadline reallocate edit_text set_parts set_marking set_governance record_hmicfrs_status set_tracked write_wording clear_wording set_tracked_through write_reply clear_reply
awaiting allocation       O               .       O          O             L                .          L         L         L           L              L                     L           L             L             L                   L           L
in progress               O               P       O          O             L                L          L         L         L           L              L                     L           L             L             L                   L           L
on hold                   O               P       O          O             L                L          L         L         L           L              L                     L           L             L             L                   L           L
with portfolio lead       O               P       O          O             L                L          L         L         L           L              L                     L           L             L             L                   L           L
with liaison              O               P       O          O             L                L          L         L         L           L              L                     L           L             L             L                   L           L
with dcc                  O               P       O          O             L                L          L         L         L           L              L                     L           L             L             L                   L           L
approved                  O               P       O          O             L                L          L         L         L           L              L                     L           L             L             L                   L           L
with hmicfrs              O               P       O          O             .                L          .         .         L           L              L                     L           L             L             L                   L           L
closed complete           .               .       .          .             .                .          .         .         L           .              L                     L           L             L             L                   L           L
closed superseded         .               .       .          .             .                .          .         .         L           .              L                     L           L             L             L                   L           L
closed no further action  .               .       .          .             .                .          .         .         L           .              L                     L           L             L             L                   L           L
for information           .               .       .          .             L                .          L         L         L           .              L                     L           L             L             L                   L           L
not applicable            .               .       .          .             L                .          L         L         L           .              L                     L           L             L             L                   L           L
withdrawn                 .               .       .          .             .                .          .         .         .           .              .                     .           .             .             .                   .           .
"""  # noqa: E501

CLAIM_EXPECTED = """
                          claim pass_claim check_evidence approve return_claim withdraw_claim change_after_signing submit hmicfrs_returns force_closes write_claim change_claim leave_claim
awaiting allocation       .     .          .              .       .            .              .                    .      .               .            .           .            .
in progress               O     .          .              .       .            .              .                    .      .               .            O           .            .
on hold                   .     .          .              .       .            .              .                    .      .               .            .           .            .
with portfolio lead       .     E          .              .       E            O              O                    .      .               .            .           W            E
with liaison              .     .          L              .       L            O              O                    .      .               .            .           W            L
with dcc                  .     .          .              D       D            O              O                    .      .               .            .           W            D
approved                  .     .          .              .       .            O              O                    L      .               L            .           W            .
with hmicfrs              .     .          .              .       .            .              .                    .      L               L            .           .            .
closed complete           .     .          .              .       .            .              .                    .      .               .            .           .            .
closed superseded         .     .          .              .       .            .              .                    .      .               .            .           .            .
closed no further action  .     .          .              .       .            .              .                    .      .               .            .           .            .
for information           .     .          .              .       .            .              .                    .      .               .            .           .            .
not applicable            .     .          .              .       .            .              .                    .      .               .            .           .            .
withdrawn                 .     .          .              .       .            .              .                    .      .               .            .           .            .
"""  # noqa: E501

ROWS_EXPECTED = """
                          add_evidence replace_evidence set_aside_evidence add_action change_action do_action drop_action sign_off_action return_action leave_note take_back_note read_note
awaiting allocation       O            O                O                  O          O             O         O           E               E             O          O              W
in progress               O            O                O                  O          O             O         O           E               E             O          O              W
on hold                   O            O                O                  O          O             O         O           E               E             O          O              W
with portfolio lead       O            O                O                  O          O             O         O           E               E             O          O              W
with liaison              O            O                O                  O          O             O         O           E               E             O          O              W
with dcc                  O            O                O                  O          O             O         O           E               E             O          O              W
approved                  O            O                O                  O          O             O         O           E               E             O          O              W
with hmicfrs              O            O                O                  O          O             O         O           E               E             O          O              W
closed complete           .            .                .                  .          .             .         .           .               .             .          .              W
closed superseded         .            .                .                  .          .             .         .           .               .             .          .              W
closed no further action  .            .                .                  .          .             .         .           .               .             .          .              W
for information           .            .                .                  .          .             .         .           .               .             .          .              W
not applicable            .            .                .                  .          .             .         .           .               .             .          .              W
withdrawn                 .            .                .                  .          .             .         .           .               .             .          .              .
"""  # noqa: E501


def cells(table: str) -> dict[tuple[str, str], set[str]]:
    """(status, act) -> who may."""
    head, *rows = table.strip("\n").splitlines()
    names = head.split()
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        letters = row[26:].split()
        assert len(letters) == len(names)
        found |= {(row[:26].strip(), name): LETTERS[letter] for name, letter in zip(names, letters, strict=True)}
    return found


EXPECTED = cells(MOVES_EXPECTED) | cells(ACTS_EXPECTED) | cells(CLAIM_EXPECTED) | cells(ROWS_EXPECTED)
