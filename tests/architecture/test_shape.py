"""The shape of the code: who writes, what an act looks like, and where reading begins."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
APPS = ("jac_tracker", "inspections", "recommendations", "reports")
WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "raw", "save_base"}
THE_DOOR = ROOT / "jac_tracker" / "history" / "door.py"


def sources(pattern: str = "**/*.py") -> Iterator[Path]:
    for app in APPS:
        yield from (path for path in (ROOT / app).glob(pattern) if "migrations" not in path.parts)


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))


def test_nothing_but_the_write_door_writes_to_the_database() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call.func)}"
        for path in sources()
        if path != THE_DOOR
        for call in calls(path)
        if _writes(call)
    ]

    assert found == []


def _writes(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name, owner = call.func.attr, ast.unparse(call.func.value)
    on_rows = ".objects" in owner or ".history" in owner
    if name in {"update", "create"}:
        return on_rows
    # A Word file is saved too, and is no row.
    return name in WRITES and "document" not in owner.lower() and "package" not in owner.lower()


def action_modules() -> Iterator[ModuleType]:
    for app in ("jac_tracker.accounts", "inspections", "recommendations", "reports"):
        module = importlib.import_module(f"{app}.actions")
        yield module
        for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
            yield importlib.import_module(f"{module.__name__}.{info.name}")


def acts() -> list[tuple[str, Any]]:
    """Every public function that an actions module defines."""
    return [
        (f"{module.__name__}.{name}", act)
        for module in action_modules()
        for name, act in vars(module).items()
        if inspect.isfunction(act) and act.__module__ == module.__name__ and not name.startswith("_") and "by" in
        inspect.signature(act).parameters
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "act"), acts())
def test_an_act_is_one_transaction_with_keyword_arguments_an_actor_and_a_moment(name: str, act: Any) -> None:
    parameters = inspect.signature(act).parameters

    assert hasattr(act, "__wrapped__"), "wrap it in transaction.atomic"
    assert {"by", "at"} <= set(parameters)
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert inspect.getdoc(act), "say what it promises"


SCOPED = {
    model.__name__
    for model in apps.get_models()
    if hasattr(model, "objects") and hasattr(model.objects.all(), "visible_to")
}


def test_a_view_reads_what_has_an_audience_by_visible_to_only() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for path in [
            *sources("**/views/*.py"),
            *sources("**/views.py"),
            *sources("**/forms.py"),
            *sources("**/forms/*.py"),
        ]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "objects"
        and isinstance(node.value.value, ast.Name)
        and node.value.value.id in SCOPED
        and node.attr not in {"visible_to", "in_full_to"}
    ]

    assert found == []
    assert "Recommendation" in SCOPED
