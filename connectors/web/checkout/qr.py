"""Draws an address as a QR code: SVG in the page itself, for pages that load nothing."""

import segno
from markupsafe import Markup


def qr_svg(address: str) -> Markup:
    """The code, black on white whatever the page's colours are: cameras want it so."""
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704  # segno's own drawing; the address is in it as squares
