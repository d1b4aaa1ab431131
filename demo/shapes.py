"""The outlines of packs on a canvas of 240 by 240, and where on each the label goes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A pack without its print. {main}, {dark} and {light} stand for its colours."""

    outline: str  # a path's data; filled with the pack's colour, or `face`, and shaded
    extra: str  # caps, lids, seams, drawn over the shading
    label: tuple[int, int, int, int]  # x, y, width, height of the place for words
    face: str = "{main}"


def _zigzag(y: int, left: int, right: int, up: int) -> str:
    """A crimped edge from left to right."""
    steps = range(left, right, 8)
    return " ".join(f"L{x + 4} {y + up} L{x + 8} {y}" for x in steps)


POUCH = Shape(
    f"M58 34 {_zigzag(34, 58, 182, -5)} Q176 120 182 206 "
    f"{' '.join(f'L{x - 4} 211 L{x - 8} 206' for x in range(182, 58, -8))} Q64 120 58 34 Z",
    '<path d="M61 46 H179 M61 195 H179" stroke="#fff" stroke-opacity=".45" stroke-width="2" fill="none"/>',
    (68, 56, 104, 130),
)
SACHET = Shape(
    "M72 44 H168 V204 H72 Z",
    '<path d="M72 58 H168 M72 190 H168" stroke="#fff" stroke-opacity=".6" stroke-width="2" '
    'stroke-dasharray="5 4" fill="none"/><path d="M168 58 l-9 4 9 4z" fill="#fff"/>',
    (78, 64, 84, 120),
)
BOTTLE = Shape(
    "M104 50 H136 V66 C136 78 164 84 164 106 V204 Q164 216 152 216 H88 Q76 216 76 204 V106 "
    "C76 84 104 78 104 66 Z",
    '<rect x="100" y="26" width="40" height="26" rx="5" fill="{dark}"/>'
    '<path d="M107 30 V48 M114 30 V48 M121 30 V48 M128 30 V48" stroke="#fff" stroke-opacity=".35"/>',
    (80, 112, 80, 88),
)
BOX = Shape(
    "M60 46 H168 V212 H60 Z",
    '<path d="M168 46 L188 34 V198 L168 212 Z" fill="{dark}"/><path d="M60 46 L80 34 H188 L168 46 Z" '
    'fill="{light}"/>',
    (66, 56, 96, 146),
)
BAR = Shape(
    "M34 118 Q120 108 206 118 V204 Q120 214 34 204 Z",
    '<path d="M34 118 L24 114 V208 L34 204 Z M206 118 L216 114 V208 L206 204 Z" fill="{dark}"/>',
    (44, 124, 152, 74),
)
JAR = Shape(
    "M70 72 H170 Q180 78 180 90 V200 Q180 214 166 214 H74 Q60 214 60 200 V90 Q60 78 70 72 Z",
    '<rect x="66" y="40" width="108" height="32" rx="6" fill="{dark}"/>'
    '<path d="M66 52 H174 M66 60 H174" stroke="#fff" stroke-opacity=".25"/>',
    (66, 90, 108, 110),
)
BAG = Shape(
    "M62 52 Q120 60 178 52 Q192 130 182 206 Q120 218 58 206 Q48 130 62 52 Z",
    '<path d="M60 52 L66 32 Q120 40 174 32 L180 52 Q120 61 60 52 Z" fill="{light}"/>'
    '<path d="M64 47 Q120 55 176 47" stroke="{dark}" stroke-width="2" stroke-dasharray="6 4" fill="none"/>',
    (66, 70, 108, 126),
)
TIN = Shape(
    "M62 52 V200 A58 14 0 0 0 178 200 V52 Z",
    '<ellipse cx="120" cy="52" rx="58" ry="14" fill="{light}"/><ellipse cx="120" cy="52" rx="48" ry="10" '
    'fill="#fff" fill-opacity=".4"/>',
    (68, 74, 104, 122),
)
TUBE = Shape(
    "M66 36 H174 L156 190 H84 Z",
    '<path d="M66 36 H174 L173 48 H67 Z" fill="{light}"/><rect x="92" y="190" width="56" height="26" rx="4" '
    'fill="{dark}"/>',
    (82, 58, 76, 124),
)
CARTON = Shape(
    "M36 74 H176 V208 H36 Z",
    '<path d="M176 74 L210 52 V184 L176 208 Z" fill="#a87a45"/><path d="M36 74 L72 52 H210 L176 74 Z" '
    'fill="#e2bd8b"/><path d="M100 74 L134 52 H150 L116 74 V92 H100 Z" fill="#f4dfbf" fill-opacity=".9"/>',
    (44, 98, 124, 100),
    face="#cfa36d",
)

BY_CONTAINER = {
    "packet": POUCH,
    "sachet": SACHET,
    "bottle": BOTTLE,
    "box": BOX,
    "bar": BAR,
    "jar": JAR,
    "bag": BAG,
    "tin": TIN,
    "tube": TUBE,
}
