"""The child that reads a customer's list: `python -m connectors.files.attached_reading KIND`.

It answers with JSON: the lines, or the code of why there are none.
"""

import csv
import io
import json
import sys
import zipfile
from itertools import islice
from typing import Any

from connectors.files.apart import limited
from connectors.files.paper_reading import lines_of_pdf, lines_of_word
from connectors.files.photo_reading import lines_of_photo
from connectors.files.refused import MOST_ROWS, CannotRead, refuse_huge

MOST_COLUMNS = 20
EXCELS_ROWS = 1_048_576  # a file may claim more, each of which would be looked at
MOST_TEXT = 12_000
MOST_TAGS = 300_000  # of XML, in all parts of it: cells, rows, styles
# What reading may take of memory and of processor time: openpyxl itself takes 160 megabytes, and what reads
# photos maps models and a space for work of which it uses a fifth.
LIMITS = {"photo": (4096, 60), "pdf": (512, 10)}
USUAL = (384, 5)


_PAPERS = {"photo": lines_of_photo, "pdf": lines_of_pdf, "word": lines_of_word}


def lines_in(data: bytes, kind: str) -> str:
    """The file's rows as lines of text, as if they had been typed."""
    if kind in _PAPERS:
        lines = [line for line in _PAPERS[kind](data) if line]
    else:
        rows = _excel(data) if kind == "excel" else _text(data, separated=kind == "table")
        lines = [line for row in rows if (line := " ".join(cell for cell in row if cell))]
    told = "\n".join(lines)
    if not told:
        raise CannotRead("empty")
    if len(lines) > MOST_ROWS or len(told) > MOST_TEXT:
        raise CannotRead("long")
    return told


def _text(data: bytes, *, separated: bool) -> list[list[str]]:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise CannotRead("no_text")
    text = text.replace("\x00", "")
    if not separated:
        return [[line.strip()] for line in text.splitlines()]
    mark = "\t" if text.count("\t") > text.count(",") else ";" if text.count(";") > text.count(",") else ","
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error as err:
        raise CannotRead("no_csv") from err


def _excel(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415  # text needs none of it

    try:
        _measured(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        read = sheet.iter_rows(max_row=EXCELS_ROWS, max_col=MOST_COLUMNS, values_only=True)
        filled = ([_cell(value) for value in row] for row in read if any(value is not None for value in row))
        rows = list(islice(filter(any, filled), MOST_ROWS + 1))
        book.close()
    except (CannotRead, MemoryError):
        raise
    except Exception as err:  # broken XML of any part comes as whatever the reader falls over
        raise CannotRead("no_excel") from err
    return rows


def _measured(data: bytes) -> None:
    """Refuse what is small to send and huge to read, before anything is built of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        refuse_huge(packed)
        tags = 0
        for part in packed.infolist():
            with packed.open(part) as inside:
                while chunk := inside.read(1024 * 1024):
                    tags += chunk.count(b"<")
            if tags > MOST_TAGS:
                raise CannotRead("cells")


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def main() -> None:
    """The child's work."""
    limited(*LIMITS.get(sys.argv[1], USUAL))
    try:
        answer = {"lines": lines_in(sys.stdin.buffer.read(), sys.argv[1])}
    except CannotRead as err:
        answer = {"refused": err.why}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
