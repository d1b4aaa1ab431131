"""Who does what in a subject: SQL in stores, transactions in services, and nobody goes round a service."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "bot", "chat", "connectors", "demo", "desk", "insight", "intake", "people", "shop")
SQL = frozenset({"tables", "store"})  # roles of files that know SQL

# Not brought over yet: a folder or file goes from here when nothing in it goes round a service any more.
NOT_YET = ("app/gateway/delivery.py", "intake/", "shop/orders/notices.py", "shop/sellers/notices.py")


def modules() -> list[str]:
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def faults(module: str) -> list[str]:
    """What this module does that is another role's, each with its line."""
    roles = set(Path(module).with_suffix("").parts)
    return [f"{module}:{line} {said}" for line, said in _faults(_tree(module), roles)]


def _faults(tree: ast.Module, roles: set[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not roles & SQL:
            for name in _imported(node):
                if name.split(".")[0] == "sqlalchemy":
                    yield node.lineno, "knows SQLAlchemy"  # type: ignore[attr-defined]
                elif "service" not in roles and SQL & set(name.split(".")[1:]) and not _is_old(name):
                    yield node.lineno, f"goes round a service: {name}"  # type: ignore[attr-defined]
        if "service" not in roles:
            if isinstance(node, ast.With | ast.AsyncWith):
                opened = [item.context_expr for item in node.items]
                if any(_opens(one) for one in opened):
                    yield node.lineno, "opens a transaction"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "once":
                yield node.lineno, "opens a transaction"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def _is_old(name: str) -> bool:
    """A `store` of before, which is a service by another name, in a folder that is not brought over."""
    return name.replace(".", "/").startswith(NOT_YET)


def _opens(expression: ast.expr) -> bool:
    if not isinstance(expression, ast.Call) or not isinstance(expression.func, ast.Attribute):
        return False
    return expression.func.attr in ("read", "write") and "db" in ast.unparse(expression.func.value)


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def test_nobody_goes_round_the_services() -> None:
    assert [said for module in modules() if not module.startswith(NOT_YET) for said in faults(module)] == []


@pytest.mark.parametrize("place", NOT_YET)
def test_what_is_brought_over_is_on_the_list_no_more(place: str) -> None:
    there = [module for module in modules() if module.startswith(place)]
    assert any(faults(module) for module in there), f"{place} is brought over: take it off the list"
