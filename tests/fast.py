"""Which tests start something: a server, another process, a browser, the encoder. `--fast` leaves them out.

Nobody keeps a list of quick files: a test's own code, its fixtures and the helpers in `tests/` that they call
are looked through for what starts something. A test that moves, or begins to start something, sorts itself.
"""

import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import settings

EXAMPLES = 25  # of a property, in place of some hundreds

# Whoever takes something from these modules starts something,
STARTERS = ("subprocess", "uvicorn", "http.server", "playwright", "retrieval.encoder")
# and so does who calls these.
CALLS = {"start_server", "create_subprocess_exec", "create_subprocess_shell"}


def starts_something(item: pytest.Item) -> bool:
    """Whether it is marked slow, runs on PostgreSQL, or reaches what starts something."""
    given = getattr(item, "callspec", None)
    if item.get_closest_marker("slow") or (given and "postgresql" in given.params.values()):
        return True
    if not isinstance(item, pytest.Function):
        return False
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    seen: set[int] = set()
    return any(_reaches(func, seen) for func in (item.function, *(f.func for defs in fixtures for f in defs)))


def with_few_examples(item: pytest.Item) -> None:
    """Let a property be tried with few examples."""
    test = getattr(item, "obj", None)
    if getattr(test, "is_hypothesis_test", False):
        wanted = test._hypothesis_internal_use_settings or settings.default
        few = settings(wanted, max_examples=min(EXAMPLES, wanted.max_examples))
        test._hypothesis_internal_use_settings = few


def _reaches(value: Any, seen: set[int]) -> bool:
    """Whether this, or what it calls of our helpers, comes from where things are started."""
    value = inspect.unwrap(value) if callable(value) else value
    home = value.__name__ if isinstance(value, ModuleType) else str(getattr(value, "__module__", ""))
    if any(home == name or home.startswith(f"{name}.") for name in STARTERS):
        return True
    if id(value) in seen or not home.startswith("tests"):
        return False
    seen.add(id(value))
    if isinstance(value, type):
        return any(_reaches(part, seen) for part in vars(value).values())
    if not isinstance(value, FunctionType):
        return False
    names = set(_names(value.__code__))
    found = [value.__globals__[name] for name in names if name in value.__globals__]
    modules = [one for one in found if isinstance(one, ModuleType) and one.__name__.startswith("tests")]
    found += [vars(module)[name] for module in modules for name in names if name in vars(module)]
    return bool(names & CALLS) or any(_reaches(one, seen) for one in found)


def _names(code: CodeType) -> Iterator[str]:
    """All names that code looks up, also within the functions in it."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
