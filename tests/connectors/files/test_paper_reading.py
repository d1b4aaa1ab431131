"""PDF and Word lists become lines; what is none of them is refused in plain words."""

import io

import pytest
from docx import Document
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from connectors.files.paper_reading import lines_of_pdf, lines_of_word
from connectors.files.refused import MOST_PAGES, CannotRead

LINES = ["20 maggi 70g", "10 kg sugar"]


def pdf(lines: list[str], pages: int = 1) -> bytes:
    paper = FPDF()
    paper.set_font("helvetica", size=12)
    for _ in range(pages):
        paper.add_page()
        for line in lines:
            paper.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def word(lines: list[str], rows: list[tuple[str, ...]]) -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    table = paper.add_table(len(rows), 2)
    for row, said in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, said, strict=True):
            cell.text = words
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def locked(data: bytes) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_pdf_gives_its_lines() -> None:
    assert [line for line in lines_of_pdf(pdf(LINES)) if line] == LINES


def test_a_word_document_gives_paragraphs_and_rows_in_their_order() -> None:
    read = lines_of_word(word(LINES, [("besan 1 kg", "12"), ("surf excel", "6")]))
    assert [line for line in read if line] == [*LINES, "besan 1 kg 12", "surf excel 6"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf([]), "only pictures"),
        (pdf(LINES, MOST_PAGES + 1), "pages"),
        (locked(pdf(LINES)), "password"),
        (b"%PDF-1.7 and then nothing", "no whole PDF"),
        (b"", "no whole PDF"),
    ],
)
def test_a_pdf_that_is_no_list_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(CannotRead, match=why):
        lines_of_pdf(data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain words"])
def test_what_is_no_word_document_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(CannotRead, match="no Word file"):
        lines_of_word(data)
