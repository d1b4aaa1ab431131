"""Draws a product's picture: its pack in its brand's colour, with brand, name and size on it."""

import colorsys
from collections.abc import Sequence
from xml.sax.saxutils import escape
from zlib import crc32

from demo.shapes import BY_CONTAINER, CARTON, POUCH, Shape
from shop.catalogue.product import Product

# Colours that shopkeepers know a brand by.
BRANDS = {
    "Maggi": "#e8b90c",
    "Tata": "#2b4ea0",
    "Tata Tea": "#1f6b3a",
    "Tata Sampann": "#c8102e",
    "Surf Excel": "#1d4fb5",
    "Parle": "#e3a51a",
    "Britannia": "#c8202f",
    "Fortune": "#e9a514",
    "India Gate": "#7b1f2b",
    "Daawat": "#8b1c3d",
    "Aashirvaad": "#c2452d",
    "Amul": "#2366b8",
    "Haldiram's": "#c51d23",
    "Dabur": "#1e7a3d",
    "Colgate": "#d3152b",
    "Lux": "#c7578f",
    "Vim": "#3f9b2f",
    "Rin": "#2458c6",
    "Wheel": "#2f7d46",
    "Ariel": "#178a43",
    "Tide": "#e2651b",
    "Nirma": "#e5b91a",
    "Ghadi": "#b82a2a",
    "Lifebuoy": "#c8171e",
    "Dettol": "#1b7a44",
    "Santoor": "#d2691e",
    "Dove": "#5f7fae",
    "Pears": "#c9761a",
    "Brooke Bond": "#c3151c",
    "Wagh Bakri": "#b5351c",
    "Nescafe": "#7a2a1c",
    "Bru": "#5b8a2a",
    "Bournvita": "#5a2a82",
    "Horlicks": "#2d62b0",
    "Boost": "#b3202a",
    "Cadbury": "#4b2483",
    "Nestle": "#b1242c",
    "Lay's": "#e2b007",
    "Kurkure": "#e0631b",
    "Bingo!": "#d43d2a",
    "Coca-Cola": "#d0121b",
    "Thums Up": "#17376e",
    "Sprite": "#14924a",
    "Fanta": "#ea7a12",
    "Limca": "#7fae2b",
    "Pepsi": "#1b4fa3",
    "Mountain Dew": "#6fae1f",
    "Maaza": "#e88b12",
    "Frooti": "#eaa41a",
    "Bisleri": "#2a9d8f",
    "Everest": "#c3202e",
    "MDH": "#b3282d",
    "Harpic": "#1c4ea1",
    "Lizol": "#2c7fb8",
    "Patanjali": "#2f8f46",
    "Saffola": "#e0a01b",
    "Parachute": "#2166ac",
    "Clinic Plus": "#2a73b8",
    "Sunsilk": "#d1529a",
    "Whisper": "#2e9e6b",
    "Classmate": "#2b5aa0",
    "Yippee": "#e1831b",
    "Kissan": "#cf2e1f",
    "Oreo": "#2052a3",
    "Sunfeast": "#d9481c",
    "Bikaji": "#cf6a1a",
    "Balaji": "#d8a016",
    "Himalaya": "#2f8a5b",
}
LOOSE = "#c9a36a"  # jute
FONT = 'font-family="Inter, Segoe UI, Roboto, Helvetica, Arial, sans-serif"'
WIDTH = 0.58  # of a letter, beside its height


def packshot(product: Product) -> str:
    """An SVG of the product as it stands on a shelf."""
    by_case = "pieces" in product.attributes
    main = _colour(product)
    shape = CARTON if by_case else BY_CONTAINER.get(product.attributes.get("container", ""), POUCH)
    colours = {"main": main, "dark": _shade(main, 0.68), "light": _shade(main, 1.35)}
    face = shape.face.format(**colours)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240" role="img">'
        f"<title>{escape(product.title)}</title>"
        '<defs><linearGradient id="s"><stop offset="0" stop-color="#fff" stop-opacity=".28"/>'
        '<stop offset=".35" stop-color="#fff" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#000" stop-opacity=".2"/></linearGradient></defs>'
        f'<rect width="240" height="240" fill="{_tint(main)}"/>'
        '<ellipse cx="120" cy="216" rx="80" ry="10" fill="#000" fill-opacity=".12"/>'
        f'<path d="{shape.outline}" fill="{face}"/><path d="{shape.outline}" fill="url(#s)"/>'
        f"{shape.extra.format(**colours)}{_print(product, shape, main)}</svg>"
    )


def _print(product: Product, shape: Shape, main: str) -> str:
    """What is printed on the pack: brand on the colour, name on a white field, size below."""
    x, y, width, height = shape.label
    dark = _shade(main, 0.62)
    brand = product.brand or "Loose"
    band = round(height * 0.3)
    words = _words_of(product)
    ink = "#1d1d1f" if _lightness(main) > 0.62 else "#fff"
    on_carton = shape is CARTON
    place = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="6"'
    size = min(13.0, (width - 10) / (max(4, len(product.pack)) * WIDTH))
    parts = [
        f'<rect {place} fill="#fff" fill-opacity=".95"/>',
        f'<path d="M{x} {y + band} V{y + 6} q0 -6 6 -6 H{x + width - 6} q6 0 6 6 V{y + band} Z" '
        f'fill="{main}"/>',
        f'<rect {place} fill="none" stroke="{dark}" stroke-opacity=".35"/>',
        _line(brand, x + width / 2, y + band * 0.68, _fit(brand, width - 10, 24, band * 0.62), ink, 800),
        *_lines(words, x, y + band + 4, width, height - band - 26, "#1d1d1f"),
        f'<rect x="{x + 5}" y="{y + height - 21}" width="{width - 10}" height="16" rx="8" fill="{dark}"/>',
        _line(product.pack, x + width / 2, y + height - 9, size * 0.86, "#fff", 700),
    ]
    veg = product.attributes.get("veg")
    if veg and not on_carton and height > 90:
        parts.append(_mark(x + width - 13, y + band + 4, veg == "veg"))
    return "".join(parts)


def _lines(words: Sequence[str], x: float, y: float, width: float, height: float, ink: str) -> list[str]:
    """Words in as few and as large lines as fit."""
    best: tuple[float, list[str]] = (0.0, [])
    for count in range(1, 5):
        lines = _split_evenly(words, count)
        size = min([15.0, height / (len(lines) * 1.15), *(_fit(line, width - 12, 15, 15) for line in lines)])
        if size > best[0]:
            best = (size, lines)
    size, lines = best
    first = y + (height - len(lines) * size * 1.15) / 2 + size
    return [
        _line(line, x + width / 2, first + number * size * 1.15, size, ink, 600)
        for number, line in enumerate(lines)
    ]


def _split_evenly(words: Sequence[str], count: int) -> list[str]:
    """The words on so many lines, none much longer than the others."""
    whole = len(" ".join(words))
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > whole / count and len(lines) < count:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _words_of(product: Product) -> list[str]:
    """The name without brand and size, which stand elsewhere on the pack."""
    name = product.title.removesuffix(product.pack).strip()
    name = name.removeprefix(product.brand or "Loose").strip(" -") or name
    return name.split() or [product.sku]


def _line(words: str, x: float, y: float, size: float, ink: str, weight: int) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.1f}" {FONT} font-size="{size:.1f}" font-weight="{weight}" '
        f'text-anchor="middle" fill="{ink}">{escape(words)}</text>'
    )


def _fit(words: str, width: float, most: float, height: float) -> float:
    return min(most, height, width / (max(1, len(words)) * WIDTH))


def _mark(x: float, y: float, veg: bool) -> str:
    """The square with a dot that Indian food carries."""
    ink = "#0a8a2a" if veg else "#9b2c1a"
    return (
        f'<rect x="{x}" y="{y}" width="9" height="9" fill="#fff" stroke="{ink}"/>'
        f'<circle cx="{x + 4.5}" cy="{y + 4.5}" r="2.4" fill="{ink}"/>'
    )


def _colour(product: Product) -> str:
    if not product.brand:
        return LOOSE
    known = BRANDS.get(product.brand)
    if known:
        return known
    hue = crc32(product.brand.encode()) % 360 / 360
    return _hex(colorsys.hls_to_rgb(hue, 0.4, 0.55))


def _shade(colour: str, by: float) -> str:
    hue, light, strength = colorsys.rgb_to_hls(*_rgb(colour))
    return _hex(colorsys.hls_to_rgb(hue, min(0.88, light * by), strength))


def _tint(colour: str) -> str:
    hue, _, _ = colorsys.rgb_to_hls(*_rgb(colour))
    return _hex(colorsys.hls_to_rgb(hue, 0.955, 0.45))


def _lightness(colour: str) -> float:
    red, green, blue = _rgb(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _rgb(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
