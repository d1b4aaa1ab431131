"""Finds every regular expression of the source, with where it stands and how it is used."""

import ast
import builtins
import importlib
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.settings import ROOT

PACKAGES = ("app", "bot", "chat", "connectors", "desk", "insight", "retrieval", "shop", "storage")
OURS_ALONE = ("demo", "connectors.web.widget")  # they read nothing but our own words
USES = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
A_NAME = "basmati rice"  # stands for a name that is escaped into a pattern


@dataclass(frozen=True)
class Found:
    """One pattern; `uses` are the ways it is called: "match" and "fullmatch" begin at one place only."""

    where: str
    pattern: re.Pattern[str]
    uses: frozenset[str]


class Unreadable(Exception):
    """A pattern that this cannot make from the source."""


@cache
def all_patterns() -> tuple[Found, ...]:
    """Every pattern of the project, once for each place and way of use."""
    return tuple(dict.fromkeys(_all()))


def _all() -> Iterator[Found]:
    files = [f for package in PACKAGES for f in sorted((ROOT / package).rglob("*.py"))]
    read = {_module(f): ast.parse(f.read_text(encoding="utf-8")) for f in files}
    trees = {m: _Named().visit(tree) for m, tree in read.items() if not m.startswith(OURS_ALONE)}
    named = _uses_by_name(trees)
    for module, tree in trees.items():
        for call, around in _calls(tree):
            where = f"{module}:{call.lineno}"
            uses = _used(call, around, module, named)
            for source, flags in _sources(call, around, module, trees):
                yield Found(where, re.compile(source, flags), uses)


class _Named(ast.NodeTransformer):
    """Puts a name in where the source escapes one into a pattern."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if ast.unparse(node.func) == "re.escape":
            return ast.copy_location(ast.Constant(re.escape(A_NAME)), node)
        return self.generic_visit(node)


def _module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
    """Each call of the module re, with the nodes that it stands in, the outermost first."""

    def walk(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
        if isinstance(node, ast.Call) and _of_re(node):
            yield node, around
        for child in ast.iter_child_nodes(node):
            yield from walk(child, (*around, node))

    return walk(tree, ())


def _of_re(call: ast.Call) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "re"
        and call.func.attr in {*USES, "compile"}
    )


def _uses_by_name(trees: Mapping[str, ast.Module]) -> Mapping[tuple[str, str], set[str]]:
    """How each name of a module is used, there and where it is imported."""
    used: dict[tuple[str, str], set[str]] = {}
    for module, tree in trees.items():
        nodes = list(ast.walk(tree))
        home = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in USES:
                name = node.value.id
                used.setdefault(home.get(name, (module, name)), set()).add(node.attr)
    return used


def _used(
    call: ast.Call, around: tuple[ast.AST, ...], module: str, named: Mapping[tuple[str, str], set[str]]
) -> frozenset[str]:
    """The ways in which this pattern is called; every way where it can't be told."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr != "compile":
        return frozenset({call.func.attr})
    parent = around[-1]
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        return frozenset(named.get((module, parent.targets[0].id), USES))
    return frozenset(USES)


def _sources(
    call: ast.Call, around: tuple[ast.AST, ...], module: str, trees: Mapping[str, ast.Module]
) -> Iterator[tuple[str, int]]:
    """Each pattern that this call may be made with, and its flags."""
    known = dict(vars(importlib.import_module(module)))
    flags = 0
    for given in (*call.args[1:], *(k.value for k in call.keywords)):
        if isinstance(given, ast.Attribute | ast.BinOp) and ast.unparse(given).startswith("re."):
            flags |= int(_value(given, known))
    for names in _known(call.args[0], known, around, trees):
        yield _value(call.args[0], names), flags


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(names))  # noqa: S307


def _missing(node: ast.AST, names: Mapping[str, Any]) -> list[str]:
    own = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    used = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    return [n for n in dict.fromkeys(used) if n not in names and n not in own and not hasattr(builtins, n)]


def _known(
    node: ast.expr, names: dict[str, Any], around: tuple[ast.AST, ...], trees: Mapping[str, ast.Module]
) -> Iterator[dict[str, Any]]:
    """All that the names in this expression may stand for: what a loop runs over, what is passed in."""
    missing = _missing(node, names)
    if not missing:
        yield names
        return
    for values in _bound(missing[0], names, around, trees):
        yield from _known(node, names | values, around, trees)


def _bound(
    name: str, names: dict[str, Any], around: tuple[ast.AST, ...], trees: Mapping[str, ast.Module]
) -> Iterator[dict[str, Any]]:
    for place in reversed(range(len(around))):
        node, outside = around[place], around[:place]
        for target, values in _loops(node):
            if name in {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}:
                for known in _known(values, names, outside, trees):
                    for value in _value(values, known):
                        yield _unpacked(target, value)
                return
        if isinstance(node, ast.FunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Assign) and _is(inner.targets[0], name):
                    for known in _known(inner.value, names, (*outside, node), trees):
                        yield {name: _value(inner.value, known)}
                    return
            if name in [a.arg for a in node.args.args]:
                yield from _passed(node, name, outside, trees)
                return
    raise Unreadable(name)


def _is(target: ast.expr, name: str) -> bool:
    return isinstance(target, ast.Name) and target.id == name


def _loops(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.For):
        yield node.target, node.iter
    if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp):
        for part in node.generators:
            yield part.target, part.iter


def _unpacked(target: ast.expr, value: Any) -> dict[str, Any]:
    if isinstance(target, ast.Name):
        return {target.id: value}
    assert isinstance(target, ast.Tuple)
    parts = [_unpacked(t, v) for t, v in zip(target.elts, value, strict=True)]
    return dict(itertools.chain.from_iterable(p.items() for p in parts))


def _passed(
    function: ast.FunctionDef, name: str, outside: tuple[ast.AST, ...], trees: Mapping[str, ast.Module]
) -> Iterator[dict[str, Any]]:
    """What callers in the same module pass for a parameter."""
    place = [a.arg for a in function.args.args].index(name)
    module = next(m for m, tree in trees.items() if tree is outside[0])
    names = dict(vars(importlib.import_module(module)))

    def walk(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[dict[str, Any]]:
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == function.name:
                at = place - isinstance(node.func, ast.Attribute)
                given = node.args[at] if at < len(node.args) else None
                given = given or next((k.value for k in node.keywords if k.arg == name), None)
                if given is not None:
                    for known in _known(given, dict(names), around, trees):
                        yield {name: _value(given, known)}
        for child in ast.iter_child_nodes(node):
            yield from walk(child, (*around, node))

    return walk(outside[0], ())
