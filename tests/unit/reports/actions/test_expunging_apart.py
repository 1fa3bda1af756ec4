"""Removing words for good, on a database that others use too: nobody else profits, all or nothing, and no trace is left
where no table shows it."""

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from inspections.models import Publication
from jac_tracker.files import keys_kept
from jac_tracker.history import missing_triggers
from jac_tracker.history.expunging import _permitted
from recommendations.enums import EvidenceKind
from recommendations.management.commands.sweep_files import faults_of_store
from recommendations.models import ProgressUpdate, Recommendation, StoredFile
from recommendations.rules.as_read import PartAsRead
from reports import actions
from reports.enums import ExpunctionState
from reports.models import Expunction, ExpungedValue
from tests.conftest import NOON
from tests.factories.expunctions import LONG_AFTER, STONE, expunge, make_expunction
from tests.factories.files import PDF, kept_file
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.planting import PLANTED, places_of
from tests.factories.recommendations import make_evidence, make_recommendation, make_update
from tests.killing import KILLED, killed_before_step, needs_fork
from tests.side_by_side import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

DAY = LONG_AFTER.date()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def publication(cast: Cast) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    make_update(cast, item, f"{PLANTED} was told.", at=NOON)
    return item


# Nobody else, and nothing else


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


CHANGE = "UPDATE recommendations_progressupdate SET text = 'Other words'"


def refused_elsewhere(statement: str) -> str:
    """What the database says to the statement on a connection of its own, or "" where it does it."""
    said: list[str] = []

    def try_it() -> None:
        try:
            run(statement)
            said.append("")
        except DatabaseError as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join(timeout=60)
    return said[0]


def test_while_one_transaction_expunges_no_other_changes_history_and_neither_does_the_same_connection_afterwards(
    item: Recommendation,
) -> None:
    with transaction.atomic(), _permitted():
        if connection.vendor == "postgresql":
            assert "append-only" in refused_elsewhere(CHANGE)
        else:
            with (
                sqlite3.connect(connection.settings_dict["NAME"], timeout=0) as other,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                other.execute(CHANGE)
        run("UPDATE recommendations_progressupdate SET text = 'Expunged'")

    assert "append-only" in refused_elsewhere(CHANGE)
    with pytest.raises(DatabaseError, match="append-only"):
        run(CHANGE)


def test_a_permit_that_is_rolled_back_is_closed(item: Recommendation) -> None:
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), _permitted():
            raise ZeroDivisionError

        with pytest.raises(DatabaseError, match="append-only"):
            run(CHANGE)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM recommendations_progressupdate",
        "UPDATE recommendations_progressupdate SET id = id + 100",
        "UPDATE recommendations_recommendationevent SET at = '2020-01-01 00:00:00+00:00', why = 'x'",
        "UPDATE recommendations_recommendationevent SET by_system = 'x'",
    ],
)
def test_whoever_expunges_can_neither_delete_nor_change_what_is_no_text(item: Recommendation, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), _permitted():
        run(statement)


TAMPERINGS = {
    "sqlite": [
        'DROP TRIGGER "append_only_update_recommendations_progressupdate";'
        'CREATE TRIGGER "append_only_update_recommendations_progressupdate" BEFORE UPDATE ON'
        " \"recommendations_progressupdate\" WHEN 0 BEGIN SELECT RAISE(ABORT, 'rows are append-only'); END",
        "INSERT INTO append_only_permit VALUES (1)",
        "DROP TABLE append_only_permit",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION append_only_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NEW; END $$",
        "ALTER TABLE recommendations_progressupdate DISABLE TRIGGER USER",
        'DROP TRIGGER "append_only_delete_recommendations_progressupdate" ON recommendations_progressupdate;'
        'CREATE TRIGGER "append_only_delete_recommendations_progressupdate" BEFORE UPDATE OR DELETE ON'
        " recommendations_progressupdate FOR EACH ROW EXECUTE FUNCTION append_only_refuse('text', 'update_id', 'at')",
    ],
}


@pytest.mark.parametrize("number", range(3))
def test_triggers_that_were_tampered_with_are_noticed_and_mended_by_migrating(
    item: Recommendation, number: int
) -> None:
    for statement in TAMPERINGS[connection.vendor][number].split(";C"):
        run(statement if statement.startswith(("D", "I", "A", "C")) else f"C{statement}")
    noticed = missing_triggers(connection)

    call_command("migrate", verbosity=0)

    assert noticed != []
    assert missing_triggers(connection) == []
    with pytest.raises(DatabaseError, match="append-only"):
        run(CHANGE)


# Two at once, and a process that dies


def test_two_who_agree_at_once_agree_once(cast: Cast, item: Recommendation) -> None:
    proposed = make_expunction(cast, PLANTED)

    def agree() -> None:
        by = cast.dcc.actor(DAY)
        actions.agree_expunction(expunction=proposed, by=by, at=LONG_AFTER)
        actions.carry_out_expunction(expunction=proposed, by=by, at=LONG_AFTER)

    assert at_once(agree, agree) == ["NotPossible", "done"]
    assert ExpungedValue.objects.count() == 1


def test_two_who_carry_out_at_once_do_it_once(cast: Cast, item: Recommendation) -> None:
    proposed = make_expunction(cast, PLANTED)
    actions.agree_expunction(expunction=proposed, by=cast.dcc.actor(DAY), at=LONG_AFTER)

    def carry_out() -> None:
        actions.carry_out_expunction(expunction=proposed, by=cast.dcc.actor(DAY), at=LONG_AFTER)

    assert at_once(carry_out, carry_out) == ["NotPossible", "done"]
    assert ExpungedValue.objects.count() == 1


@needs_fork
def test_killed_in_the_middle_all_of_the_words_stand_and_the_command_cleans_up_after_the_end(
    cast: Cast, item: Recommendation, capsys: Any
) -> None:
    proposed = make_expunction(cast, PLANTED)
    by = cast.dcc.actor(DAY)
    actions.agree_expunction(expunction=proposed, by=by, at=LONG_AFTER)
    before = places_of(PLANTED)

    def carry_out() -> None:
        actions.carry_out_expunction(expunction=proposed, by=by, at=LONG_AFTER)

    number = 1
    while killed_before_step(number, carry_out) == KILLED:
        assert places_of(PLANTED) == before, f"killed before step {number}"
        assert missing_triggers(connection) == []
        number += 1
    assert number > 8, "it has more steps than that"
    assert places_of() == set()

    call_command("expunge", str(proposed.pk))

    assert ProgressUpdate.objects.get().text == f"{STONE} was told."
    assert Expunction.objects.get().state == ExpunctionState.CARRIED_OUT
    assert "1 values replaced, and the storage cleaned" in capsys.readouterr().out


# Where no table shows it


def bytes_on_disk() -> bytes:
    """Everything that the database keeps in its own files, but for PostgreSQL's write-ahead log."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return b"".join(path.read_bytes() for path in sorted(name.parent.glob(f"{name.name}*")))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        base = Path(cursor.fetchone()[0])
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        folder = base / "base" / str(cursor.fetchone()[0])
    if not os.access(folder, os.R_OK):
        pytest.skip("the server's files are elsewhere")
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def test_nothing_of_the_words_is_left_in_the_files_of_the_database(cast: Cast, item: Recommendation) -> None:
    for number in range(30):
        make_update(cast, item, f"{number}: {PLANTED} was told again. " + "More words. " * 40, at=NOON)
    done = expunge(cast, PLANTED)
    assert PLANTED.encode() in bytes_on_disk(), "this test would see nothing"

    fault = actions.clean_up(done)

    assert fault == ""
    assert PLANTED.encode() not in bytes_on_disk()


# Files


@pytest.fixture
def file(cast: Cast, item: Recommendation) -> StoredFile:
    by: dict[str, Any] = {"kind": EvidenceKind.MINUTES, "at": NOON}
    file = kept_file(name=f"{PLANTED}.pdf")
    make_evidence(cast, item, **by, file=file, reference="")
    make_evidence(cast, item, "The same again", **by, file=kept_file(name="copy.pdf"), reference="")
    return file


def test_a_file_goes_from_the_disk_with_every_copy_and_its_hash_stays(cast: Cast, file: StoredFile) -> None:
    other = kept_file(content=PDF + b"% another", name="other.pdf")
    copies = set(StoredFile.objects.values_list("key", flat=True))

    expunge(cast, file=file)

    kept = {key for key, _age in keys_kept()}
    assert (len(copies), copies & kept, other.key in kept) == (2, set(), True)
    assert [(row.key, row.name, row.sha256, row.is_expunged) for row in StoredFile.objects.order_by("pk")] == [
        (f"expunged-{row.pk}", STONE, file.sha256, True) for row in StoredFile.objects.order_by("pk")
    ]
    assert places_of(f"{PLANTED}.pdf") == set()
    assert faults_of_store() == []


def test_a_file_called_by_a_letter_takes_no_letter_with_it(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, parts=[PartAsRead("a", "Do this.", is_ours=True)])
    file = kept_file(name="a")
    by: dict[str, Any] = {"kind": EvidenceKind.MINUTES, "at": NOON}
    evidence = make_evidence(cast, item, **by, file=file, reference="", part_letter="a")

    expunge(cast, file=file)

    evidence.refresh_from_db()
    assert (item.parts.get().letter, evidence.part_letter, StoredFile.objects.get().name) == ("a", "a", STONE)


def test_a_name_that_two_copies_of_a_file_share_is_counted_once(cast: Cast, item: Recommendation) -> None:
    by: dict[str, Any] = {"kind": EvidenceKind.MINUTES, "at": NOON, "reference": ""}
    file = kept_file(name="minutes.pdf")
    make_evidence(cast, item, "minutes.pdf", **by, file=file)
    make_evidence(cast, item, **by, file=kept_file(name="minutes.pdf"))

    proposed = make_expunction(cast, file=file)

    found = actions.preview(proposed, LONG_AFTER.date()).finds
    places = [(each.model, each.pk, each.name) for each in found]
    assert len(places) == len(set(places)) == 6  # two keys, two names; the title, and its first version


def test_bytes_that_outlive_the_process_are_taken_up_by_the_command(
    cast: Cast, file: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("reports.actions.expunging._remove", lambda keys: None)
        done = expunge(cast, file=file)
    assert file.key in {key for key, _age in keys_kept()}

    call_command("expunge", str(done.pk), verbosity=0)

    assert file.key not in {key for key, _age in keys_kept()}
    assert Expunction.objects.get().cleaned_at is not None
