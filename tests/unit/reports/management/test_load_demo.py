from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jac_tracker.accounts import actions as people
from jac_tracker.accounts.models import User
from jac_tracker.history import tracked_models
from reports.management.commands import load_demo
from tests.factories.people import LONG_AGO, SETTER_UP

PORTFOLIO = '{"verb": "add_portfolio", "at": "2022-01-11T12:00", "args": {"name": "Crime"}}'
PERSON = '{"verb": "add_person", "at": "2022-01-11T12:01", "args": {"name": "Alex Example"}}'


def fill(folder: Path, monkeypatch: pytest.MonkeyPatch, *acts: str) -> None:
    """Let the command load these acts."""
    (folder / "demo.json").write_text('{"chapters": ["only.json"]}', encoding="utf-8")
    (folder / "only.json").write_text(f"[{', '.join(acts)}]", encoding="utf-8")
    monkeypatch.setattr(load_demo, "FIXTURES", folder)


def holds_anything() -> bool:
    return User.objects.exists() or any(model._default_manager.exists() for model in tracked_models())


def test_the_command_says_how_much_it_loaded(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path, monkeypatch, PORTFOLIO)

    call_command("load_demo")

    assert capsys.readouterr().out == "The demonstration is loaded: 1 act.\n"
    assert holds_anything()


def test_a_wrong_act_leaves_the_register_empty(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, monkeypatch, PORTFOLIO, PERSON)

    with pytest.raises(CommandError, match=r"^Nothing was loaded\. only\.json, act 2 \(add_person\): .*'email'"):
        call_command("load_demo")

    assert not holds_anything()


def add_person() -> None:
    people.add_person(name="Ada Admin", email="ada@force.example", by=SETTER_UP, at=LONG_AGO)


def add_portfolio() -> None:
    people.add_portfolio(name="Fraud", by=SETTER_UP, at=LONG_AGO)


@pytest.mark.parametrize("enter", [add_person, add_portfolio])
def test_a_register_that_holds_anything_is_refused(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, enter: object
) -> None:
    assert callable(enter)
    enter()
    fill(tmp_path, monkeypatch, PORTFOLIO)

    with pytest.raises(CommandError, match=r"^The register is not empty"):
        call_command("load_demo")


def test_a_register_that_holds_anything_is_left_alone_if_so_asked(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_person()
    fill(tmp_path, monkeypatch, PORTFOLIO)

    call_command("load_demo", "--if-empty")

    assert capsys.readouterr().out == ""
    assert [user.name for user in User.objects.all()] == ["Ada Admin"]
