"""India's states by GST code, and which one an address or a GSTIN is in."""

from dataclasses import dataclass

# The code of GST, the name, and how the PIN codes there begin; a longer beginning counts more.
_STATES = """
01 Jammu and Kashmir: 18 19
02 Himachal Pradesh: 17
03 Punjab: 14 15
04 Chandigarh: 160
05 Uttarakhand: 246 247 248 249 262 263
06 Haryana: 12 13
07 Delhi: 11
08 Rajasthan: 30 31 32 33 34
09 Uttar Pradesh: 20 21 22 23 24 25 26 27 28
10 Bihar: 80 81 84 85
11 Sikkim: 737
12 Arunachal Pradesh: 790 791 792
13 Nagaland: 797 798
14 Manipur: 795
15 Mizoram: 796
16 Tripura: 799
17 Meghalaya: 793 794
18 Assam: 78
19 West Bengal: 70 71 72 73 74
20 Jharkhand: 814 815 816 82 83
21 Odisha: 75 76 77
22 Chhattisgarh: 49
23 Madhya Pradesh: 45 46 47 48
24 Gujarat: 36 37 38 39
27 Maharashtra: 40 41 42 43 44
29 Karnataka: 56 57 58 59
30 Goa: 403
32 Kerala: 67 68 69
33 Tamil Nadu: 60 61 62 63 64
34 Puducherry: 605
35 Andaman and Nicobar Islands: 744
36 Telangana: 50
37 Andhra Pradesh: 51 52 53
"""


@dataclass(frozen=True)
class State:
    """A state as a tax invoice names it."""

    code: str
    name: str


def _read() -> tuple[dict[str, State], dict[str, State]]:
    by_code: dict[str, State] = {}
    by_pin: dict[str, State] = {}
    for line in _STATES.strip().splitlines():
        head, _, pins = line.partition(": ")
        state = State(*head.split(" ", 1))
        by_code[state.code] = state
        by_pin |= dict.fromkeys(pins.split(), state)
    return by_code, by_pin


_BY_CODE, _BY_PIN = _read()


def state_of(gstin: str, postcode: str) -> State | None:
    """The state that a GSTIN says, else the one of the PIN code."""
    if gstin[:2] in _BY_CODE:
        return _BY_CODE[gstin[:2]]
    code = "".join(c for c in postcode if c.isdigit())
    return _BY_PIN.get(code[:3]) or _BY_PIN.get(code[:2])
