"""Counts what a plan is for: how many people, over how many days, for how much money."""

# ruff: noqa: SIM905  # long lists of words read best as words

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shop.money import Money
from shop.reading.numbers import number_at

PEOPLE = frozenset(
    (
        "people person persons ppl pax log logo logon guest guests mehman mehmaan kids kid children child "
        "bachche bacche bache bachchon bacchon bachon bachhe student students worker workers member members "
        "plates plate thali thaliyan ladies employees staff aadmi admi ladke boys girls delegates labourers "
        "mazdoor mazdoors sangat heads servings portions adults adult"
    ).split()
)
UNITS = frozenset(
    "kg kilo g gm gram grams litre liter ltr l ml pc pcs piece pieces packet packets pack packs dozen box "
    "carton cartons case cases peti bori nos bottle bottles bag bags jar jars tin tins "
    "pouch pouches pkt pkts".split()
)
MONEY = frozenset("rs rupees rupaye rupay rupye rupee inr budget bajat \u20b9".split())
_BUDGET = frozenset(("budget", "bajat"))
_SERVED = frozenset("cups cup glasses glass".split())  # so many of a drink; "50 cups" alone are goods
_TIMES = frozenset("baje am pm oclock".split())  # "8 baje" is no number of people
_DAYS = {
    "day": 1, "days": 1, "din": 1, "dino": 1, "week": 7, "weeks": 7, "hafta": 7, "hafte": 7, "month": 30,
    "months": 30, "mahina": 30, "mahine": 30,
}  # fmt: skip
_A_MONTH = frozenset(("monthly", "mahine", "mahina"))  # without a number: one
_THOUSANDS = {"k": 1000, "hazar": 1000, "hazaar": 1000, "thousand": 1000, "lakh": 100_000, "lac": 100_000}
_ONE = frozenset(("a", "one", "ek", "whole", "poore", "pura", "poora", "next", "this", "per"))
_AT_MOST = frozenset("within under below upto max maximum".split())
_AT_MOST_BEHIND = frozenset("tak andar me mein mai".split())
_BETWEEN = frozenset("is was of the my our hai ka ke ki total only around about max to up approx".split())
_TAKEN_BACK = frozenset(("not",))
_TAKEN_BACK_BEHIND = frozenset("nahi nahin nhi".split())
_LEADS = frozenset(("for", "of"))  # "idli for 60"
_TRAILS = frozenset("ka ke ki ko k liye people".split())  # "60 ke liye"
_NEAR = 3  # words between people and how many they are
_FEW, _LEAST_MONEY = 500, 50  # what is more and counts nothing is taken for money, what is less for none
# Where no money is spoken of, only a round number is some: 1121 is a rice, 302001 a place, 2153 a price.
_ROUND, _ROUND_LARGE, _LARGE = 50, 1000, 100_000
_TIMES_OF = frozenset(("x", "*"))  # "1 kg x 15" counts packs
_MORE_OF = frozenset(("more", "extra", "aur", "x", "*"))  # "biscuits, 10 more"
_A_PRICE = frozenset("per each apiece wala wali wale".split())


@dataclass(frozen=True)
class Counted:
    """What was said in numbers; None where it was not."""

    people: int | None = None
    days: int | None = None
    budget: Money | None = None
    by_name: bool = False  # the people are counted by a word for people: "250 guests"


def counted(words: Sequence[str], eaten: Collection[str] = ()) -> Counted:  # a case each
    """Count in words of lower case; `eaten` are those that names of food begin with: "60 samosa"."""
    words = [word.replace(",", "") for word in words]
    people: int | None = None
    budget: Money | None = None
    days: int | None = None
    said_people = False
    at = 0
    while at < len(words):
        found = number_at(words, at)
        if found is None:
            one = (at and words[at - 1] in _ONE) or words[at + 1 : at + 2] == ["bhar"]
            days = _DAYS.get(words[at], days) if one else days
            days = 30 if words[at] in _A_MONTH else days
            at += 1
            continue
        value, past = _whole(words, *found)
        behind, before = words[past] if past < len(words) else "", words[at - 1] if at else ""
        digits = words[at].lstrip("-")[0].isdigit()
        alone = not digits and value == 1 and before not in _LEADS  # "one boy will come" counts no guests
        in_days = next((i for i in (past, past + 1) if _counts_days(words, past, i)), None)
        if before in _TAKEN_BACK or _taken_back(words, past):
            pass
        elif behind in PEOPLE | _SERVED:  # "2 adults 2 kids"
            if not alone:
                people = int(value) + (people or 0 if said_people else 0)
                said_people = True
        elif in_days is not None:
            days, past = int(value) * _DAYS[words[in_days]], in_days + 1
        elif _is_money(words, at, past):
            budget = Money(int(value * 100))
        elif not digits or behind in _TIMES or _counts_packs(before, behind, people):
            pass  # "bata do", "8 baje", "100 pcs": nobody is counted
        elif behind in _A_PRICE:
            pass  # "toor dal for 150 per kg"
        elif people is None and value < _FEW:
            says_of_whom = not PEOPLE.isdisjoint(words[max(0, at - _NEAR) : at])  # "guests are now 250"
            of_food = not behind or behind in _TRAILS or behind in eaten or before in eaten
            if says_of_whom or before in _LEADS or of_food:
                people, said_people = int(value), says_of_whom
        elif budget is None and value >= _LEAST_MONEY and _is_round(value) and behind not in _A_PRICE:
            budget = Money(int(value * 100))
        at = max(past, at + 1)
    return Counted(people, days, budget, said_people)


def _counts_packs(before: str, behind: str, people: int | None) -> bool:
    """ "100 pcs", "1 kg x 15", "biscuits, 10 more": so many of some goods."""
    return behind in UNITS or before in _TIMES_OF | UNITS or (behind in _MORE_OF and not people)


def _is_round(value: Fraction) -> bool:
    return value % (_ROUND if value < _LARGE else _ROUND_LARGE) == 0


def _whole(words: Sequence[str], value: Fraction, past: int) -> tuple[Fraction, int]:
    """The number with what stands behind it: "5 dozen", "20k"."""
    if words[past : past + 1] == ["dozen"]:
        value, past = value * 12, past + 1
    if past < len(words) and words[past] in _THOUSANDS:
        value, past = value * _THOUSANDS[words[past]], past + 1
    return value, past


def _counts_days(words: Sequence[str], past: int, at: int) -> bool:
    """ "5 days", and with one word between: "5 school days"."""
    if at >= len(words) or words[at] not in _DAYS:
        return False
    between = words[past] if at > past else ""
    return not between or (between not in PEOPLE | UNITS | MONEY | _ONE and not between[0].isdigit())


def _taken_back(words: Sequence[str], past: int) -> bool:
    """ "200 nahi 250": what is said no to, where another number comes in its place."""
    end = past + 1 if words[past : past + 1] and words[past] in PEOPLE else past
    says_no = end < len(words) and words[end] in _TAKEN_BACK_BEHIND
    return says_no and any(word[0].isdigit() for word in words[end + 1 : end + 3])


def _is_money(words: Sequence[str], at: int, past: int) -> bool:
    """ "Rs 500", "within 500", "500 tak", "budget is about 500", "500 is my budget"."""
    behind, before = words[past] if past < len(words) else "", words[at - 1] if at else ""
    if before in MONEY | _AT_MOST or behind in MONEY | _AT_MOST_BEHIND:
        return True
    start, end = at - 1, past
    while start >= 0 and words[start] in _BETWEEN:
        start -= 1
    while end < len(words) and words[end] in _BETWEEN:
        end += 1
    after = words[end] if end < len(words) else ""
    return (start >= 0 and words[start] in _BUDGET) or after in _BUDGET or (end > past and after == "andar")
