"""`python -m app.use_cases`: writes docs/use_cases.md, the table of all use cases, read off the code."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "use_cases.md"
PACKAGES = ("shop", "chat", "people", "intake", "desk", "insight", "demo")
HIDDEN = frozenset({"now", "db"})  # the clock and the database, which whoever calls hands over
VALUES = frozenset({"Money"})  # dataclasses that are one value, and no request

HEAD = """# Use cases

Everything that can be done, whoever asks for it: the chat, a page, the desk, another program. Each is one
function of a `service`; what it asks for is checked there, and a refusal is a code with facts. What stands
in brackets may be left out. A `key` makes the same request again harmless. The clock is handed over by
the caller, and is not shown. This file is made by `python -m app.use_cases`.
"""


@dataclass(frozen=True)
class UseCase:
    """One public function of a service."""

    name: str
    does: str
    fields: tuple[str, ...]
    gives: str

    def row(self) -> str:
        """Its line of the table."""
        asked = ", ".join(self.fields) or "nothing"
        return f"| `{self.name}` | {_plain(self.does)} | {_plain(asked)} | {_plain(self.gives)} |"


def table() -> str:
    """The whole page."""
    parts = [HEAD]
    for path in _services():
        found = list(use_cases(path))
        if found:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            head = "| use case | what it does | asks for | gives |\n| --- | --- | --- | --- |"
            rows = "\n".join(case.row() for case in found)
            parts.append(f"## {module}\n\n{_docstring(_tree(path))}\n\n{head}\n{rows}\n")
    return "\n".join(parts)


def use_cases(path: Path) -> Iterator[UseCase]:
    """The use cases of one service, in the order of the code."""
    tree = _tree(path)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not _is_dataclass(node) and not node.name.startswith("_"):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and _is_use_case(method):
                    yield _use_case(tree, method, f"{node.name}.{method.name}", skip=1)
        if isinstance(node, ast.FunctionDef) and _is_use_case(node):
            yield _use_case(tree, node, node.name, skip=0)


def _services() -> list[Path]:
    found = [p for package in PACKAGES for p in (ROOT / package).rglob("*.py")]
    return sorted(p for p in found if p.name == "service.py" or p.parent.name == "service")


def _is_use_case(function: ast.FunctionDef) -> bool:
    """Whether others may call it: it opens its own transaction, and is handed none."""
    handed = [arg.annotation for arg in function.args.args if arg.annotation]
    joins = any(ast.unparse(annotation) in ("Tx", "Connection") for annotation in handed)
    decorated = any(ast.unparse(d) in ("property", "contextmanager") for d in function.decorator_list)
    return not function.name.startswith("_") and not joins and not decorated


def _use_case(tree: ast.Module, function: ast.FunctionDef, name: str, skip: int) -> UseCase:
    given = function.args.args[skip:]
    defaults = {arg.arg for arg in given[len(given) - len(function.args.defaults) :]} if given else set()
    fields: list[str] = []
    for place, arg in enumerate(given):
        request = _dataclass(tree, arg.annotation) if place == 0 else None
        if request:
            fields += _fields(request)
        elif arg.arg not in HIDDEN:
            fields.append(_field(arg.arg, arg.annotation, optional=arg.arg in defaults))
    for arg, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        if arg.arg not in HIDDEN:
            fields.append(_field(arg.arg, arg.annotation, optional=default is not None))
    gives = ast.unparse(function.returns) if function.returns else "None"
    return UseCase(name, _docstring(function), tuple(fields), "nothing" if gives == "None" else gives)


def _field(name: str, annotation: ast.expr | None, *, optional: bool) -> str:
    typed = f"{name}: {ast.unparse(annotation)}" if annotation else name
    return f"[{typed}]" if optional else typed


def _fields(request: ast.ClassDef) -> list[str]:
    return [
        _field(node.target.id, node.annotation, optional=node.value is not None)
        for node in request.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def _dataclass(tree: ast.Module, annotation: ast.expr | None) -> ast.ClassDef | None:
    """The request that an argument is, defined here or where it is imported from."""
    if not isinstance(annotation, ast.Name) or annotation.id in VALUES:
        return None
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and any(alias.name == annotation.id for alias in node.names):
            path = ROOT.joinpath(*(node.module or "").split(".")).with_suffix(".py")
            return _class(_tree(path), annotation.id) if path.exists() else None
    return _class(tree, annotation.id)


def _class(tree: ast.Module, name: str) -> ast.ClassDef | None:
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    return classes[0] if classes and _is_dataclass(classes[0]) else None


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any(ast.unparse(decorator).startswith("dataclass") for decorator in node.decorator_list)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _docstring(node: ast.Module | ast.FunctionDef) -> str:
    said = (ast.get_docstring(node) or "").split("\n\n")[0]
    return " ".join(said.split())


def _plain(text: str) -> str:
    """Without what a table or a link would be read from."""
    return text.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]").replace("_", "\\_")


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
