"""What was tagged becomes lines: each thing with its own amount, whichever side it stands on."""

import pytest

from bot.reading.lines import lines, refused, spans
from bot.reading.tokens import spelt, tokens_of


def read(marked: str) -> list[str]:
    """Lines of a text whose words carry their labels: "5/N kilo/U dal/G"."""
    words = [w.rsplit("/", 1) if "/" in w else [w, "-"] for w in marked.split(" ")]
    text = spelt(" ".join(w for w, _ in words).replace(" ,", ","))
    labels = []
    last = ""
    for _, label in words:
        begun = label in ("G", "R", "X")
        labels.append(f"{'I' if label == last else 'B'}-{label}" if begun else label)
        last = label
    return [line.words for line in lines(text, spans(tokens_of(text), labels))]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("5/N kilo/U dal/G 2/N litre/U tel/G", ["5 kilo dal", "2 litre tel"]),
        ("dal/G 5/N kilo/U tel/G 2/N litre/U", ["dal 5 kilo", "tel 2 litre"]),
        ("dal/G 5/N , tel/G 2/N", ["dal 5", "tel 2"]),
        ("5/N dal/G and tel/G", ["5 dal", "tel"]),
        ("20/N maggi/G 70/S g/S 10/N soap/G", ["20 maggi 70 g", "10 soap"]),
        ("maggi/G 70/S g/S 20/N soap/G 10/N", ["maggi 70 g 20", "soap 10"]),
        ("send me 36/N of the/R smaller/R one/R", ["36 the smaller one"]),
        ("the/R blue/R one/R 4/N and pens/G 6/N", ["the blue one 4", "pens 6"]),
        ("2/N 2/N packet/U of both dal/G and tel/G", ["2 packet dal", "2 packet tel"]),
        ("10/N each of dal/G and tel/G", ["10 dal", "10 tel"]),
        ("tel/G 1/N litre/U , ghee/G 1/S kg/S , dono 3/N 3/N", ["3 tel 1 litre", "3 ghee 1 kg"]),
        ("tel/G 1/N litre/U , ghee/G 2/N each", ["1 litre tel", "ghee 2"]),
        ("hello there", []),
        ("opal/G cool/G 125/S g/S soap/G , 6/N tea/G", ["opal cool 125 g soap", "6 tea"]),
        ("atta/G wali/G maggi/G 280/S g/S 5/N", ["atta wali maggi 280 g 5"]),
        ("dal/G 2/N , stapler 3/N , tel/G 4/N", ["dal 2", "tel 4", "stapler 3"]),  # nobody sells it
        ("the/R salted/Q one/R , 24/N", ["the salted one 24"]),  # it is one thing that is pointed at
        ("second/R one/R , 5/N . salt/G 12/N", ["second one 5", "salt 12"]),
        ("salted/Q . slices/G 4/N", ["salted", "slices 4"]),  # the quality is of what was asked before
        ("the/R big/R one/R , 2/N bag/U . poha/G 6/N", ["the big one 2 bag", "poha 6"]),
        ("wo/R 1/N packet/U soap/G out", ["wo 1 packet soap"]),
        ("pehla/R 24/N soap/G 3/N", ["pehla 24", "soap 3"]),
        ("dal/G 2/N , before 10/N o clock please , tel/G 4/N", ["dal 2", "10 tel 4"]),
    ],
)
def test_each_thing_has_its_own_amount(marked: str, wanted: list[str]) -> None:
    assert read(marked) == wanted


def test_what_is_not_wanted_is_no_line() -> None:
    text = spelt("noodles but not maggi")
    labels = ["B-G", "-", "-", "B-X"]
    found = spans(tokens_of(text), labels)
    assert refused(text, found) == ("maggi",)
    assert [line.words for line in lines(text, found)] == ["noodles"]
