"""An invoice on paper: A4, by fpdf2."""

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import segno
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from shop.money import Money
from shop.orders.invoice import Invoice, Party, halves

# matplotlib brings DejaVu along: Latin letters with all accents, and the sign of the rupee.
_PLOTTING = find_spec("matplotlib")
assert _PLOTTING is not None and _PLOTTING.origin is not None  # noqa: S101  # pinned in requirements
_TTF = Path(_PLOTTING.origin).parent / "mpl-data" / "fonts" / "ttf"
QR = 36  # millimetres
SOFT = (95, 100, 108)
HEAD = FontFace(emphasis="BOLD", fill_color=(236, 239, 242), size_pt=8)
LINES = (
    ("Description", 56, "L"),
    ("HSN", 14, "L"),
    ("Qty", 12, "R"),
    ("Rate", 20, "R"),
    ("Discount", 19, "R"),
    ("Taxable", 22, "R"),
    ("GST", 12, "R"),
    ("Tax", 18, "R"),
    ("Amount", 23, "R"),
)


def pdf(invoice: Invoice) -> bytes:
    """The file."""
    paper = FPDF(format="A4")
    for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        paper.add_font("text", style, _TTF / file)
    paper.set_auto_page_break(True, margin=18)
    paper.set_title(_heading(invoice))
    paper.add_page()
    paper.set_margins(12, 12)
    _top(paper, invoice)
    _goods(paper, invoice)
    _sums(paper, invoice)
    _taxes(paper, invoice)
    _to_pay(paper, invoice)
    _end(paper, invoice)
    return bytes(paper.output())


def _heading(invoice: Invoice) -> str:
    return "Tax invoice" if invoice.number else "Proforma invoice"


def _top(paper: FPDF, invoice: Invoice) -> None:
    paper.set_xy(12, 12)
    paper.set_font("text", "B", 16)
    paper.cell(0, 9, _heading(invoice), new_x="LMARGIN", new_y="NEXT")
    paper.set_font("text", "", 9)
    paper.set_text_color(*SOFT)
    number = f"No. {invoice.number}" if invoice.number else "Not a tax invoice"
    paper.cell(0, 5, f"{number}, {invoice.at:%d %B %Y}, order {invoice.order}", new_x="LMARGIN", new_y="NEXT")
    paper.set_text_color(0)
    if invoice.cancelled:
        paper.set_font("text", "B", 10)
        paper.cell(0, 7, "This order was cancelled.", new_x="LMARGIN", new_y="NEXT")
    paper.ln(3)
    top = paper.get_y()
    ends = []
    for left, said, party in ((12, "Sold by", invoice.seller), (110, "Billed and sent to", invoice.buyer)):
        paper.set_xy(left, top)
        ends.append(_party(paper, left, said, party))
    paper.set_xy(12, max(ends) + 4)


def _party(paper: FPDF, left: float, said: str, party: Party) -> float:
    paper.set_font("text", "", 8)
    paper.set_text_color(*SOFT)
    paper.cell(88, 4.5, said, new_x="LEFT", new_y="NEXT")
    paper.set_text_color(0)
    paper.set_font("text", "B", 10)
    paper.multi_cell(88, 5, party.name, new_x="LEFT", new_y="NEXT")
    paper.set_font("text", "", 9)
    for line in (
        party.address,
        f"GSTIN {party.gstin}" if party.gstin else "",
        f"State {party.state.name} ({party.state.code})" if party.state else "",
    ):
        if line:
            paper.set_x(left)
            paper.multi_cell(88, 4.6, line, new_x="LEFT", new_y="NEXT")
    return float(paper.get_y())


def _goods(paper: FPDF, invoice: Invoice) -> None:
    paper.set_font("text", "", 8)
    with paper.table(
        col_widths=[width for _, width, _ in LINES],
        text_align=[align for _, _, align in LINES],
        headings_style=HEAD,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=4.6,
        padding=1,
        width=186,
    ) as table:
        table.row([title for title, _, _ in LINES])
        for line in invoice.lines:
            table.row(
                [
                    line.title,
                    line.hsn or "-",
                    str(line.quantity),
                    _amount(line.unit_price),
                    _amount(line.discount),
                    _amount(line.taxable),
                    f"{float(line.percent):g}%",
                    _amount(line.tax),
                    _amount(line.total),
                ]
            )
    paper.ln(2)


def _sums(paper: FPDF, invoice: Invoice) -> None:
    rows = [("Delivery, with its tax", invoice.delivery), ("Rounding", invoice.rounding)]
    paper.set_font("text", "", 9)
    for said, amount in rows:
        if amount.minor:
            _sum(paper, said, _amount(amount))
    paper.set_font("text", "B", 11)
    _sum(paper, "Total", invoice.total.spoken())
    paper.set_font("text", "", 9)
    for amount, method in invoice.refunds:
        _sum(paper, f"Given back to {method}", f"-{_amount(amount)}")
    if invoice.paid.minor:
        _sum(paper, "Paid", _amount(invoice.paid))
    paper.ln(3)


def _sum(paper: FPDF, said: str, amount: str) -> None:
    paper.set_x(98)
    paper.cell(60, 6, said)
    paper.cell(40, 6, amount, align="R", new_x="LMARGIN", new_y="NEXT")


def _taxes(paper: FPDF, invoice: Invoice) -> None:
    """By rate, in the parts that go to the centre and to the state."""
    if not any(tax.minor for _, _, tax in invoice.taxes):
        return
    within = invoice.within_state
    heads = ("GST", "Taxable", "CGST", "SGST") if within else ("GST", "Taxable", "IGST")
    paper.set_font("text", "", 8)
    with paper.table(
        col_widths=[20, 30, 30, 30][: len(heads)],
        text_align=["L", "R", "R", "R"][: len(heads)],
        headings_style=HEAD,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=4.6,
        padding=1,
        width=110 if within else 80,
        align="L",
    ) as table:
        table.row(list(heads))
        for rate, taxable, tax in invoice.taxes:
            parts = [_amount(half) for half in halves(tax)] if within else [_amount(tax)]
            table.row([f"{float(rate):g}%", _amount(taxable), *parts])
    paper.ln(4)


def _to_pay(paper: FPDF, invoice: Invoice) -> None:
    """What is awaited by UPI: the code to scan, which is also the link to tap, and the same in words."""
    asked = invoice.to_pay
    if asked is None:
        return
    if paper.will_page_break(QR + 4):
        paper.add_page()
    drawn = BytesIO()
    segno.make(asked.link, error="m", micro=False).save(drawn, kind="png", scale=6, border=2)
    top = paper.get_y()
    paper.image(drawn, x=12, y=top, w=QR, h=QR, link=asked.link, alt_text="QR code of this payment by UPI")
    paper.set_xy(12 + QR + 4, top + 3)
    paper.set_font("text", "B", 10)
    paper.cell(0, 6, f"To pay by UPI: {asked.amount.spoken()}", new_x="LEFT", new_y="NEXT")
    paper.set_font("text", "", 9)
    for line in (f"UPI ID {asked.payee.address}", asked.payee.name, f"Reference {asked.ref}"):
        paper.cell(0, 5, line, new_x="LEFT", new_y="NEXT")
    paper.set_xy(12, top + QR + 3)


def _end(paper: FPDF, invoice: Invoice) -> None:
    paper.set_font("text", "", 8)
    paper.set_text_color(*SOFT)
    said = "Made by computer; valid without a signature."
    if not invoice.number:
        said = "The order may still change; the tax invoice is made when it is packed."
    place = invoice.buyer.state
    if place:
        said += f" Place of supply: {place.name} ({place.code})."
    paper.multi_cell(0, 4.5, f"{said} Amounts in {invoice.total.currency}.")


def _amount(amount: Money) -> str:
    return f"{amount.minor / 100:,.2f}" if amount.currency != "INR" else _grouped(amount)


def _grouped(amount: Money) -> str:
    """Indian groups, always with two decimals."""
    spoken = amount.spoken().replace("Rs ", "")
    return spoken if "." in spoken else f"{spoken}.00"
