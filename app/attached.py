"""Reads the order lists that customers send as files: text, CSV, Excel."""

import csv
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from connectors.problems import Problem

MOST_ROWS = 300
MOST_TEXT = 12_000
MOST_UNPACKED = 50 * 1024 * 1024  # a small Excel file may unpack to a huge one

EXCEL = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)


class CannotRead(Exception):
    """The file is no list that we can read; the text says why."""


def lines_of(data: bytes, about: Mapping[str, Any]) -> str:
    """The file's rows as lines of text, as if they had been typed."""
    name, kind = str(about.get("name", "")).lower(), str(about.get("type", "")).lower()
    if name.endswith(".xlsx") or kind in EXCEL:
        rows = _excel(data)
    elif name.endswith((".csv", ".txt", ".tsv")) or kind.startswith("text/"):
        rows = _text(data, separated=name.endswith((".csv", ".tsv")) or "csv" in kind)
    else:
        raise CannotRead("I can read text, CSV and Excel (.xlsx) files")
    lines = [" ".join(cell for cell in row if cell) for row in rows[:MOST_ROWS]]
    told = "\n".join(line for line in lines if line)
    if not told:
        raise CannotRead("it is empty")
    if len(rows) > MOST_ROWS or len(told) > MOST_TEXT:
        raise CannotRead(f"it has more than {MOST_ROWS} lines; please send it in parts")
    return told


def list_from_file(data: bytes, name: str, kind: str) -> str:
    """The same for a file that came over HTTP, where what is wrong ends the request."""
    try:
        return lines_of(data, {"name": name, "type": kind})
    except CannotRead as err:
        raise Problem(422, f"I could not read that file: {err}.") from err


def _text(data: bytes, *, separated: bool) -> list[list[str]]:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise CannotRead("it is not text")
    text = text.replace("\x00", "")
    if not separated:
        return [[line.strip()] for line in text.splitlines()]
    mark = "\t" if text.count("\t") > text.count(",") else ";" if text.count(";") > text.count(",") else ","
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error as err:
        raise CannotRead("it is no CSV file") from err


def _excel(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise CannotRead("it is too large")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = list(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=20, values_only=True))
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as err:
        raise CannotRead("it is no Excel file") from err
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
