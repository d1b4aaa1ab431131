"""Reads the terms of an order out of a message: where to, whom to call, how it is paid and how it comes.

"thats all. name Rehana Stores, 22 Mall Road Ludhiana 141008, ph 98..., cash, any slot" says five things,
and none of them is goods. The message is cut where wishes were learnt to begin, at its signs, and around what
has a fixed form: a PIN code, a phone number, a way to pay. Each piece is read by itself; what stands in a row
before a PIN code and is nothing else is the address. What is no term is left, to be read as its own message.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.actions.pay_words import pays_by, ways_within
from bot.components.devanagari import latin
from bot.dialogue.address_read import address_in
from bot.dialogue.address_said import ASKED_BESIDE, NO_STREET
from bot.dialogue.reading_here import alike, reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reading
from shop.reading.addresses import PHONE, parted_phone, pin_code

LONGEST = 400  # letters; what is longer is a list or a letter
WAY, USUAL = "delivery_wish", "as_usual"  # the acts of a piece that says how it comes, or that all is as ever
_GOODS = frozenset({"add_to_cart", "order_list", "update_cart"})
# What a piece is that names a way to pay in the middle of it and means that way.
_BESIDE_PAYING = frozenset(
    {"checkout", "affirm", "inform", "change_address", "repeat_order", "add_to_cart", "order_list",
     "update_cart", WAY, USUAL}
)  # fmt: skip
_LIKELY, _SURE = 0.45, 0.6
_TERMS = frozenset({"pay", "refused", "way", "usual", "phone", "pin"})  # kinds of pieces
_WHOLE = 0.99  # of the words of a name
_PAID = frozenset(("paid", "diya", "diye", "kiya"))
_STOPS = frozenset(".!?\n")
_CALLED = frozenset(
    "mobile mobail mobaail mob phone phon fon ph no number nambar contact whatsapp call".split()
)
# What a place is called. A row of pieces without any of these or a known town is no address.
_PLACES = frozenset(
    "road rd street st lane ln gali galli marg nagar colony chowk bazaar bazar market mandi mohalla "
    "sector phase block floor flat house makan makaan plot shop dukan dukaan apartment apartments apts "
    "society tower building bldg complex near opp opposite behind beside samne saamne paas peeche village "
    "gaon post dist district ward cross main circle park garden enclave vihar puram pur estate industrial "
    "area layout stand station godown landmark highway bypass naka peth wadi residency heights plaza "
    "mall".split()
)
# What leads to a name or an address and is no part of it.
_LEADS = frozenset(
    "order for to send it deliver delivery ship bill name naam address pata is hai this my mera meri the "
    "please pls ok okay actually better now naya likho note karo kar do bhejo bhejna at pe par me mein we "
    "are i am from ye yeh ji haan yes nahi on of and aur then place checkout confirm book here hi hello "
    "new".split()
)
_VERBS = frozenset("is are was were am have has hai hain hoon hun tha thi asked want wants".split())
# What is said around a PIN code that stands for itself.
_AROUND_PIN = frozenset(
    "pin code pincode zip is hai h not nahi nhi no it its typo oops sorry wrong correct correction right "
    "should be the my mera galat sahi ka ki ke and aur but use make change to kar karo do dijiye likho "
    "instead of new naya ok okay haan yes bhai actually that this wo woh ye yeh wala area mistake "
    "me mein mai pe par at to in for "
    "oh ohho oho arre are likhna likha bolna bola tha thi chahiye meant typed".split()
)
_PIN = re.compile(r"\b[1-9]\d{2}\s?\d{3}\b")


@dataclass(frozen=True)
class TermsSaid:
    """What a message says of how to order, each as it was written; and what it says else."""

    address: str = ""  # with its PIN code
    street: str = ""  # an address that lacks it
    pin: str = ""  # alone
    phone: str = ""
    pay: tuple[str, ...] = ()  # the ways to pay that are named, by their kinds
    refused: bool = False  # whether a way to pay is not wanted: "not on account"
    way: str = ""  # how it shall come
    usual: bool = False  # where it always goes, paid as always
    rest: str = ""

    @property
    def any(self) -> bool:
        """Whether there is any term."""
        found = (self.address, self.street, self.pin, self.phone, self.pay, self.way, self.usual)
        return any(found)


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    text: str  # without the sign that ends it
    # "pay", "refused", "way", "usual", "phone", "pin", "asks", "goods" and "talk" are sure; "words" may
    # be anything, a "name" says nothing by itself: "Hotel Sea Breeze", "oops typo".
    kind: str
    act: str = ""  # what it is by itself, where that is likely
    sold: bool = False  # whether it has the whole name of something that is sold here
    placed: bool = False  # whether it names a place
    ends: bool = False  # whether a sentence ends with it


def terms_said(turn: Turn, tools: Tools, *, asked: bool) -> TermsSaid:
    """The terms in these words; none where they ask, or are too long to be a message.

    `asked` says that an address is waited for: then one is taken for it without its PIN code, too.
    """
    said = " ".join((turn.said or turn.text).split(" ")).strip()
    if not said or len(said) > LONGEST:
        return TermsSaid(rest=said)
    read = [_as_term(turn, tools, said, *both) for both in _cut(turn, tools, said)]
    if not asked and not any(piece.kind in _TERMS or piece.act == "checkout" for piece, _ in read):
        return TermsSaid(rest=said)  # most messages: nothing is searched for them
    pieces = _without_remarks([_beside(piece, reading, tools) for piece, reading in read])
    written = address_in(said, reading_of(alike(turn, said), tools))
    if written and pin_code(said[slice(*written)]):
        pieces = _with_more_of_it(said, pieces, _with_the_address(said, pieces, written))
    at = next((i for i, piece in enumerate(pieces) if piece.kind == "pin"), None)
    address = street = pin = ""
    row: range = range(0)
    if at is not None:
        pin = pin_code(pieces[at].text)
        row = _row(pieces, at)
        address = _address(said, pieces, row)
        if _is_bare(address) or (not written and _names_no_street(address, turn, tools)):
            address, row = "", range(at, at + 1)
        else:
            pin = ""
    elif asked or any(p.kind in ("pay", "way", "phone") or p.act == "checkout" for p in pieces):
        row = _street(pieces)
        street = _address(said, pieces, row)
        if not asked and len(row) < 2 and not any(c.isdigit() for c in street):
            street, row = "", range(0)
    taken = [piece for i, piece in enumerate(pieces) if i not in row]
    left = [piece for piece in taken if piece.kind in ("asks", "goods", "talk", "words")]
    pay = [way for piece in taken if piece.kind == "pay" for way in pays_by(piece.text)]
    return TermsSaid(
        address=address,
        street=street,
        pin=pin,
        phone=next((parted_phone(p.text)[1] for p in pieces if p.kind == "phone"), ""),
        pay=tuple(dict.fromkeys(pay)),
        refused=any(piece.kind == "refused" for piece in taken),
        way=", ".join(piece.text for piece in taken if piece.kind == "way"),
        usual=any(piece.kind == "usual" for piece in taken),
        rest=" ".join(said[piece.start : piece.end].strip() for piece in left).strip(" ,;"),
    )


def _with_more_of_it(said: str, pieces: list[_Piece], otherwise: list[_Piece]) -> list[_Piece]:
    """Those of both that have more of the address: read off its signs, or off what each word is."""

    def long(some: Sequence[_Piece]) -> int:
        at = next((i for i, piece in enumerate(some) if piece.kind == "pin"), None)
        return len(_address(said, some, _row(some, at))) if at is not None else 0

    return otherwise if long(otherwise) > long(pieces) else pieces


def _with_the_address(said: str, pieces: Sequence[_Piece], written: tuple[int, int]) -> list[_Piece]:
    """The pieces with what was read as the address as one; what only touches it keeps its other words."""
    start, end = written
    end = min((piece.start for piece in pieces if piece.kind == "phone" and start < piece.start), default=end)
    own = said[start : min(end, written[1])].strip(" ,;.")
    while len(own.split()) > 1 and latin(own.split()[-1]).lower().strip(":,.-") in _CALLED:
        own = own.rsplit(maxsplit=1)[0].strip(" ,;.")
    start, end = said.index(own, start), said.index(own, start) + len(own)
    found = _Piece(start, end, own, "pin" if pin_code(own) else "words", placed=True, ends=True)
    around: list[_Piece] = []
    for piece in pieces:
        for a, z in ((piece.start, min(piece.end, start)), (max(piece.start, end), piece.end)):
            left = said[a:z].strip(" ,;.!\n") if a < z else ""
            if any(c.isalnum() for c in left):
                whole = (a, z) == (piece.start, piece.end)
                kind = piece.kind if whole or piece.kind not in ("pin", "words", "name") else "talk"
                around.append(piece if whole else replace(piece, start=a, end=z, text=left, kind=kind))
    return sorted([*around, found], key=lambda piece: piece.start)


def _cut(turn: Turn, tools: Tools, said: str) -> Iterator[tuple[int, int]]:
    """Where the pieces begin and end."""
    begins = {0}
    for i, sign in enumerate(said[:-1]):
        inside = said[i - 1 : i].isdigit() and said[i + 1].isdigit()  # "1,200"
        if (sign in ",;\n" and not inside) or (sign in ".!?" and said[i + 1].isspace()):
            begins.add(i + 1)
    reading = reading_of(alike(turn, said), tools)
    if len(reading.text) == len(said):
        begins |= {start for start, _ in reading.parts}
    fixed = [(m.start(), m.end()) for m in _PIN.finditer(said)]
    for phone in PHONE.finditer(said):
        kept = len(parted_phone(said[: phone.end()])[0].split())
        words = [m.start() for m in re.finditer(r"\S+", said[: phone.end()])]
        start = min(words[kept], phone.start()) if kept < len(words) else phone.start()
        start = _piece_start(said, start, phone.start())
        begins |= {start, phone.end()}
        fixed.append((start, phone.end()))
    cuts = sorted(at for at in begins if not any(start < at < end for start, end in fixed))
    for start, end in zip(cuts, [*cuts[1:], len(said)], strict=True):
        piece = said[start:end]
        ways = ways_within(piece)
        if ways and (pays_by(piece, refused=True) or not _goes_with_a_term(turn, tools, piece)):
            ways = []
        ends = sorted({start, end, *(start + at for way in ways for at in way)})
        yield from (both for both in pairwise(ends) if any(c.isalnum() for c in said[slice(*both)]))


def _goes_with_a_term(turn: Turn, tools: Tools, piece: str) -> bool:
    """Whether a way to pay is said to order with: "order kar do cod"; not "the cod limit", "forget cod"."""
    acts = reading_of(alike(turn, piece.strip(" ,;.!\n")), tools).acts
    return max(acts, key=lambda act: acts[act], default="") in _BESIDE_PAYING


def _without_remarks(pieces: Sequence[_Piece]) -> list[_Piece]:
    """ "10 salt, normal wala" says nothing of how it comes: that is said alone, or beside other terms."""
    terms = any(piece.kind in _TERMS - {"way"} for piece in pieces)
    talk = all(
        (piece.kind in ("way", "talk", "name") and piece.act not in _GOODS) or piece.act == "checkout"
        for piece in pieces
    )
    if terms or talk:
        return list(pieces)
    return [replace(piece, kind="words") if piece.kind == "way" else piece for piece in pieces]


def _piece_start(said: str, start: int, phone: int) -> int:
    """Where a phone number's own words begin, behind any sign: ", ph 98..." has its comma before it."""
    sign = max((i for i in range(start, phone) if said[i] in ",;\n"), default=start - 1)
    return sign + 1


def _as_term(  # noqa: PLR0911  # a kind each
    turn: Turn, tools: Tools, said: str, start: int, end: int
) -> tuple[_Piece, Reading]:
    """A piece, as the term or the question that it is, else as words; and how it was read."""
    whole = said[start:end].strip()
    text = whole.strip(" ,;.!\n")
    found = _Piece(start, end, text, "words", ends=whole[-1:] in _STOPS)
    if parted_phone(text)[1]:
        return replace(found, kind="phone"), Reading()
    reading = reading_of(alike(turn, text), tools)
    act = max(reading.acts, key=lambda name: reading.acts[name], default="")
    sure = reading.acts.get(act, 0.0)
    found = replace(found, act=act if sure >= _LIKELY else "")
    if "?" in whole or (act in ASKED_BESIDE - {"delivery_options"} and sure >= _SURE and not pays_by(text)):
        return replace(found, kind="asks"), reading
    if pays_by(text, refused=True) and _PAID & set(text.lower().split()):
        return replace(found, kind="talk"), reading  # "i paid cash": an order of before
    if pays_by(text, refused=True) and not pin_code(text):
        return replace(found, kind="pay" if pays_by(text) else "refused"), reading
    if (pin := pin_code(text)) and any(pin in line.amount for line in reading.lines if line.goods):
        return replace(found, kind="goods"), reading  # so many of something
    if pin:
        asks = act in ASKED_BESIDE and sure >= _SURE
        return replace(found, kind="asks" if asks else "pin", placed=True), reading
    if act == WAY and sure >= _LIKELY:
        return replace(found, kind="way"), reading
    if act == USUAL and sure >= _LIKELY:
        return replace(found, kind="usual"), reading
    return replace(found, kind="asks" if act == "delivery_options" and sure >= _SURE else "words"), reading


def _beside(piece: _Piece, reading: Reading, tools: Tools) -> _Piece:
    """What stands beside the terms: goods, talk, or what may be a part of an address."""
    piece = replace(piece, sold=_is_sold(reading, tools))
    if piece.kind != "words":
        return piece
    if _counts_goods(reading, sold=piece.sold):
        return replace(piece, kind="goods")
    if _is_sentence(piece.text):
        return replace(piece, kind="talk")
    act = max(reading.acts, key=lambda name: reading.acts[name], default="")
    sure = reading.acts.get(act, 0.0)
    placed = names_a_place(piece.text, reading)
    wants = not placed or act not in _GOODS  # "14 Beach Rd" counts nothing
    if act in NO_STREET and wants and sure >= (_SURE if placed else _LIKELY):
        return replace(piece, kind="talk", placed=placed)
    mumbles = not placed and sure < _LIKELY and not (reading.lines or reading.refused)
    return replace(piece, kind="name" if mumbles else "words", placed=placed)


def names_a_place(text: str, reading: Reading) -> bool:
    """Whether words name a street, a building or a town."""
    words = set(re.findall(r"[a-z]+", latin(text).lower()))
    return bool(words & _PLACES) or bool(reading.said("L") or reading.said("M"))


def _is_sold(reading: Reading, tools: Tools) -> bool:
    """Whether every word of what it names is a word of one thing of this shop."""
    named = [line.goods for line in reading.lines if line.goods]
    found = [tools.search.search(goods, limit=1).hits for goods in named]
    return any(hits and hits[0].cover >= _WHOLE for hits in found)


def _counts_goods(reading: Reading, *, sold: bool) -> bool:
    """Whether it counts goods: by a unit or a size, or so many of what is sold here."""
    counted = [line for line in reading.lines if line.goods and line.amounts]
    measured = bool(reading.said("S")) or any(
        word.isalpha() for line in counted for amount in line.amounts for word in amount.split()
    )
    return bool(counted) and (sold or measured)


def _row(pieces: Sequence[_Piece], at: int) -> range:
    """The pieces that are one address with the one that has the PIN code."""
    first = at
    for i in range(at - 1, -1, -1):
        piece = pieces[i]
        if piece.kind == "phone":
            continue
        sentence = piece.ends and not piece.placed  # "thats all."
        if sentence or not (piece.kind in ("words", "name") or _leads_to_a_name(piece)):
            break
        first = i
        if piece.kind == "talk":
            break
    last = at
    for i in range(at + 1, len(pieces)):
        if pieces[i - 1].ends or pieces[i].kind != "words" or not pieces[i].placed:
            break
        last = i
    return range(first, last + 1)


def _leads_to_a_name(piece: _Piece) -> bool:
    """ "Order for Tashi Guest House": what is wanted, and where to, in one breath."""
    words = latin(piece.text).lower().split()
    return (
        piece.kind == "talk"
        and piece.placed
        and bool({"for", "to", "name", "naam", "at"} & set(words[:3]))
        and len(words) > 3
    )


def _street(pieces: Sequence[_Piece]) -> range:
    """The longest row of pieces that name a place, with the names that stand before it."""
    best = range(0)
    first: int | None = None
    for i in range(len(pieces) + 1):
        inside = i < len(pieces) and pieces[i].kind in ("words", "name")
        if inside:
            first = i if first is None else first
        elif first is not None:
            row = range(first, i)
            named = any(pieces[n].placed for n in row) and not any(pieces[n].sold for n in row)
            if named and len(row) > len(best):
                best = row
            first = None
    return best


def _address(said: str, pieces: Sequence[_Piece], row: range) -> str:
    """What was written there, without numbers to call and without what leads to it."""
    if not row:
        return ""
    kept = [said[pieces[i].start : pieces[i].end].strip() for i in row if pieces[i].kind != "phone"]
    written = " ".join(kept).strip(" ,;.\n")
    head, sign, behind = written.partition(":")
    if sign and not any(c.isdigit() for c in head) and behind.strip():
        written = behind.strip()
    words = written.split()
    while len(words) > 1 and latin(words[0]).lower().strip(":,.-") in _LEADS:
        words.pop(0)
    return " ".join(words)


def _is_bare(address: str) -> bool:
    """Whether there is a PIN code and no street: "pin is 682048 not 084", "Delhi 110094"."""
    rest = _PIN.sub(" ", address, count=1)
    words = [word for word in re.findall(r"\w+", latin(rest).lower()) if word not in _AROUND_PIN]
    if _is_sentence(rest):  # "lucknow me dukan hai"
        return True
    numbers = [word for word in words if word.isdigit()]
    told = [word for word in words if not word.isdigit()]
    corrects = len(re.findall(r"\w+", rest)) > len(words)
    return len(told) < 2 and (not numbers or (corrects and not told))


def _names_no_street(address: str, turn: Turn, tools: Tools) -> bool:
    """ "3 peti bisleri 226001 pe kab aayega": beside the PIN code goods, or words that are no place."""
    reading = reading_of(alike(turn, address), tools)
    if names_a_place(address, reading):
        return False
    rest = _PIN.sub(" ", address, count=1)
    return any(line.goods and line.amount for line in reading.lines) or not any(
        c.isdigit() or c == "," for c in rest
    )


def _is_sentence(written: str) -> bool:
    """ "There is a big temple near my house" tells something, and is no street; one has a number."""
    words = re.findall(r"\w+", latin(written).lower())
    while words and words[0] in _LEADS:
        words.pop(0)
    return bool(_VERBS & set(words)) and not any(c.isdigit() for word in words for c in word)
