"""Reads the lines of a list that comes as PDF or as a Word document."""

import io
import zipfile

from connectors.files.refused import MOST_PAGES, CannotRead, refuse_huge


def lines_of_pdf(data: bytes) -> list[str]:
    """The lines of its pages; one that is only pictures has none."""
    from pypdf import PdfReader  # noqa: PLC0415  # other files need none of it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        paper = PdfReader(io.BytesIO(data))
        if paper.is_encrypted and not paper.decrypt(""):
            raise CannotRead("locked")
        if len(paper.pages) > MOST_PAGES:
            raise CannotRead("pages")
        told = [page.extract_text(extraction_mode="layout") for page in paper.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as err:
        raise CannotRead("no_pdf") from err  # a broken one comes as whatever the reader falls over
    lines = [" ".join(line.split()) for page in told for line in page.splitlines()]
    if not any(lines):
        raise CannotRead("pictures")
    return lines


def lines_of_word(data: bytes) -> list[str]:
    """Its paragraphs, and the rows of its tables, in their order."""
    from docx import Document  # noqa: PLC0415  # other files need none of it
    from docx.table import Table  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            refuse_huge(packed)
        lines: list[str] = []
        for part in Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(part, Table):
                lines += [" ".join(cell.text.strip() for cell in row.cells) for row in part.rows]
            else:
                lines += part.text.splitlines()
    except (CannotRead, MemoryError):
        raise
    except Exception as err:  # broken XML of any part comes as whatever the reader falls over
        raise CannotRead("no_word") from err
    return [" ".join(line.split()) for line in lines]
