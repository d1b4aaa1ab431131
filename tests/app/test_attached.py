"""Order lists as files."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from app.attached import CannotRead, lines_of


def excel(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    kept = io.BytesIO()
    book.save(kept)
    book.close()
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "lines"),
    [
        ("list.txt", b"20 maggi\n5 atta\n", "20 maggi\n5 atta"),
        ("list.csv", "maggi;20\nचावल;5\n".encode(), "maggi 20\nचावल 5"),
        ("list.tsv", b"maggi\t20\n", "maggi 20"),
        ("list.csv", "\ufeffmaggi,20\n".encode(), "maggi 20"),
        ("list.txt", "maggi 20".encode("utf-16"), "maggi 20"),
        ("list.xlsx", excel(("item", "qty"), ("maggi", 20.0), ("atta", None)), "item qty\nmaggi 20\natta"),
    ],
)
def test_lists(name: str, data: bytes, lines: str) -> None:
    assert lines_of(data, {"name": name}) == lines


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.pdf", b"%PDF-1.4"),
        ("list.xlsx", b"not a zip"),
        ("list.txt", b""),
        ("list.txt", b"maggi\n" * 400),
        ("list.csv", b"x" * 300_000),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(name: str, data: bytes) -> None:
    with pytest.raises(CannotRead, match=r"\w"):
        lines_of(data, {"name": name})


def test_a_file_that_unpacks_to_a_mountain_is_refused() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(CannotRead, match="too large"):
        lines_of(kept.getvalue(), {"name": "list.xlsx"})
