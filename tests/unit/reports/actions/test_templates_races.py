"""Two people at once over the Word template: one is in use, whoever comes second.

That the lock is what decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

import pytest

from reports import actions
from reports.actions import templates
from reports.models import TemplateEvent, WordTemplate
from tests.conftest import NOON
from tests.factories.files import word_file
from tests.factories.people import SETTER_UP
from tests.factories.templates import make_template
from tests.side_by_side import Attempt, at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def two_uses(*, as_shown: bool = False) -> tuple[Attempt, Attempt]:
    """Two templates, each about to be put in use by somebody who saw neither in use, or who did not look."""
    first, second = make_template(), make_template(word_file(), "Plain")

    def use(template: WordTemplate) -> Attempt:
        shown = actions.digest_to_use(template) if as_shown else None
        return lambda: actions.use_template(template=template, shown=shown, by=SETTER_UP, at=NOON)

    return use(first), use(second)


def test_of_two_templates_put_in_use_at_once_one_is_in_use(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, templates, "_examined")

    outcomes = at_once(*two_uses())

    assert outcomes == ["done", "done"]
    in_use = WordTemplate.objects.in_use().get()
    assert in_use == TemplateEvent.objects.latest("id").template


def test_who_comes_second_and_saw_the_house_template_in_use_is_asked_to_look_again(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, templates, "_examined")

    outcomes = at_once(*two_uses(as_shown=True))

    assert (outcomes, WordTemplate.objects.in_use().count()) == (["StaleEdit", "done"], 1)


def test_without_the_lock_the_database_alone_refuses_the_second(
    transactional_db: None, unlocked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = two_uses()
    together(monkeypatch, templates, "_examined")

    outcomes = at_once(*attempts)

    assert (outcomes, WordTemplate.objects.in_use().count()) == (["IntegrityError", "done"], 1)
