"""Writes what Rasa has to read and every `@action` says already: `python -m bot.routing.written`.

The intents and actions of domain.yml, and a rule for each intent that names its action.
"""

from itertools import groupby
from pathlib import Path

from bot.dialogue.turn import Declared
from bot.routing.declared import all_declared

ROOT = Path(__file__).resolve().parent.parent.parent
DOMAIN = ROOT / "domain.yml"
RULES = ROOT / "bot" / "data" / "rules.yml"
MARK = "  # written from @action: python -m bot.routing.written"


def domain(before: str) -> str:
    """The domain with its intents and actions as they are declared now; the rest as it was."""
    lines = before.splitlines()
    for part, names in (
        ("intents:", lambda one: one.intents),
        ("actions:", lambda one: (f"action_{one.name}",)),
    ):
        at = lines.index(part)
        end = next((i for i in range(at + 1, len(lines)) if not lines[i].startswith("  ")), len(lines))
        written = [MARK]
        for family, ones in groupby(_all(), key=lambda one: one.family):
            written.append(f"  # {family}")
            written += [f"  - {name}" for one in ones for name in names(one)]
        lines[at + 1 : end] = written
    return "\n".join(lines) + "\n"


def rules() -> str:
    """One rule for each intent."""
    written = [f"# {MARK.split('# ')[1]}", 'version: "3.1"', "", "rules:"]
    for one in _all():
        for intent in one.intents:
            written += [
                f"  - rule: {intent}",
                "    steps:",
                f"      - intent: {intent}",
                f"      - action: action_{one.name}",
            ]
    return "\n".join(written) + "\n"


def _all() -> list[Declared]:
    """Each declaration once, by module and as they stand there."""
    return sorted(dict.fromkeys(all_declared().values()), key=lambda one: one.family)


if __name__ == "__main__":
    DOMAIN.write_text(domain(DOMAIN.read_text("utf-8")), "utf-8")
    RULES.write_text(rules(), "utf-8")
