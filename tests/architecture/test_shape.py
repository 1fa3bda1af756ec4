"""The shape of the code: who writes, what an act looks like, and where reading begins."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.transaction import Atomic

ROOT = Path(__file__).resolve().parents[2]
APPS = ("jac_tracker", "inspections", "recommendations", "reports")
PACKAGES = ("jac_tracker.accounts.actions", "inspections.actions", "recommendations.actions", "reports.actions")


def sources(pattern: str = "**/*.py") -> Iterator[Path]:
    for app in APPS:
        yield from (path for path in (ROOT / app).glob(pattern) if "migrations" not in path.parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def found_in(tree: ast.AST, is_fault: Callable[[ast.AST], bool]) -> list[str]:
    return [ast.unparse(node) for node in ast.walk(tree) if is_fault(node)]


def faults(pattern: str, is_fault: Callable[[ast.AST], bool], but_for: tuple[str, ...] = ()) -> list[str]:
    """Where in the code something stands that should not, as "file: code"."""
    return [
        f"{path.relative_to(ROOT)}: {code}"
        for path in sources(pattern)
        if str(path.relative_to(ROOT)) not in but_for
        for code in found_in(tree_of(path), is_fault)
    ]


# Writing


WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "raw", "save_base"}
WRITES |= {f"a{name}" for name in WRITES} | {"raw_delete", "_raw_delete", "_update", "_insert"}


def writes_rows(node: ast.AST) -> bool:
    """Whether the code calls what changes rows, or asks the database in its own language."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name, owner = node.func.attr, ast.unparse(node.func.value)
    if name in {"update", "create", "aupdate", "acreate"}:
        return ".objects" in owner or ".history" in owner or "_manager" in owner
    if name in {"cursor", "execute", "executemany"}:
        return True
    # A Word file is saved too, and is no row.
    return name in WRITES and owner not in {"word", "document", "package"}


def test_nothing_but_the_write_door_writes_to_the_database() -> None:
    history = ("door", "expunging", "reading", "recording", "scrubbing", "triggers")

    assert faults("**/*.py", writes_rows, but_for=tuple(f"jac_tracker/history/{name}.py" for name in history)) == []


@pytest.mark.parametrize(
    "code",
    [
        "item.save()",
        "item.save(update_fields=['title'])",
        "item.delete()",
        "Post.objects.create(title='X')",
        "Post.objects.filter(pk=1).update(title='X')",
        "Post._default_manager.create(title='X')",
        "Post.objects.bulk_create([])",
        "Post.history.update(title='X')",
        "connection.cursor()",
        "Post.objects.raw('DELETE')",
    ],
)
def test_a_write_is_seen_in_each_of_its_forms(code: str) -> None:
    assert found_in(ast.parse(code), writes_rows) != []


@pytest.mark.parametrize("code", ["word.save(file)", "values.update(a=1)", "hashlib.sha256().update(b'')"])
def test_what_only_sounds_like_a_write_is_none(code: str) -> None:
    assert found_in(ast.parse(code), writes_rows) == []


# Acts


def records(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"record", "record_acts"}


def does_something(function: Any) -> bool:
    """Whether a function acts for somebody, at a moment, or records; what only helps a form does neither."""
    if not inspect.isfunction(function):
        return False
    body = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    return bool({"by", "at"} & set(inspect.signature(function).parameters)) or found_in(body, records) != []


def acts() -> list[tuple[str, Any]]:
    """Every function that an actions package offers and that does something."""
    return [
        (f"{package}.{name}", act)
        for package in PACKAGES
        for name, act in vars(importlib.import_module(package)).items()
        if not name.startswith("_") and does_something(act)
    ]


def is_one_transaction(act: Any) -> bool:
    return any(isinstance(cell.cell_contents, Atomic) for cell in act.__closure__ or ())


@pytest.mark.parametrize(("name", "act"), acts())
def test_an_act_is_one_transaction_with_keyword_arguments_an_actor_and_a_moment(name: str, act: Any) -> None:
    parameters = inspect.signature(act).parameters

    assert is_one_transaction(act), "wrap it in transaction.atomic"
    assert {"by", "at"} <= set(parameters)
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert inspect.getdoc(act), "say what it promises"


def goes_round_the_package(node: ast.AST) -> bool:
    """Whether the code takes an act from a module of an actions package, and not from the package itself."""
    if not isinstance(node, ast.ImportFrom) or not node.module:
        return False
    module = importlib.import_module(node.module) if ".actions." in node.module else None
    return module is not None and any(does_something(getattr(module, name.name, None)) for name in node.names)


def test_rows_are_recorded_by_acts_alone() -> None:
    inside = [str(path.relative_to(ROOT)) for app in ("**/actions/*.py", "**/actions.py") for path in sources(app)]

    assert faults("**/*.py", records, but_for=tuple(inside)) == []


def test_there_is_one_kind_of_lock() -> None:
    """Django's own stands in the way of rows that point at the locked one: two acts could wait for ever."""

    def locks(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == "select_for_update"

    assert faults("**/*.py", locks, but_for=("jac_tracker/history/door.py",)) == []


def test_an_actions_package_is_entered_by_its_front_door() -> None:
    inside = [str(path.relative_to(ROOT)) for path in sources("**/actions/*.py")]

    assert faults("**/*.py", goes_round_the_package, but_for=tuple(inside)) == []


# Reading


SCOPED = {
    model.__name__
    for model in apps.get_models()
    if hasattr(model, "objects") and hasattr(model.objects.all(), "visible_to")
}
GETTERS = {"get_object_or_404", "get_list_or_404"}


def reads_past_the_audience(node: ast.AST) -> bool:
    """Whether the code asks for rows that have an audience, and does not begin with it."""
    if isinstance(node, ast.Attribute):
        manager = node.value
        if not (isinstance(manager, ast.Attribute) and isinstance(manager.value, ast.Name)):
            return False
        if manager.value.id not in SCOPED:
            return False
        return manager.attr in {"_default_manager", "_base_manager", "history"} or (
            manager.attr == "objects" and node.attr not in {"visible_to", "in_full_to"}
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTERS:
        return bool(node.args) and isinstance(node.args[0], ast.Name) and node.args[0].id in SCOPED
    return False


@pytest.mark.parametrize("pattern", ["**/views/*.py", "**/views.py", "**/api.py", "**/forms.py", "**/forms/*.py"])
def test_a_view_reads_what_has_an_audience_by_visible_to_only(pattern: str) -> None:
    assert faults(pattern, reads_past_the_audience) == []


@pytest.mark.parametrize(
    ("code", "is_fault"),
    [
        ("Recommendation.objects.visible_to(actor).get(pk=1)", False),
        ("Recommendation.objects.in_full_to(actor)", False),
        ("get_object_or_404(Recommendation.objects.visible_to(actor), pk=1)", False),
        ("Recommendation.objects.get(pk=1)", True),
        ("Recommendation.objects.all()", True),
        ("Recommendation._default_manager.all()", True),
        ("Recommendation.history.all()", True),
        ("get_object_or_404(Recommendation, pk=1)", True),
        ("get_object_or_404(Inspection.objects.filter(pk=1))", True),
    ],
)
def test_reading_past_the_audience_is_seen_in_each_of_its_forms(code: str, is_fault: bool) -> None:
    assert bool(found_in(ast.parse(code), reads_past_the_audience)) is is_fault


def test_what_the_audience_rules_are_about_has_them() -> None:
    wanted = {
        "Inspection",
        "Publication",
        "Grading",
        "CauseOfConcern",
        "ReplyDuty",
        "Recommendation",
        "CommitteeRequest",
        "Meeting",
        "MeetingNote",
        "Paper",
    }

    assert wanted <= SCOPED
