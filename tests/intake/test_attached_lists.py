"""Order lists as files."""

import asyncio
import io
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from openpyxl import Workbook

from connectors.files import apart
from connectors.files.apart import TookTooMuch, environment, read_apart
from connectors.files.refused import CannotRead
from intake import attached_lists as attached
from intake.attached_lists import lines_in_turn, lines_of


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a child may wait for the processor says how busy the machine is, not what it can read."""
    monkeypatch.setattr(apart, "SECONDS", 120.0)


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


FIFTY = "\n".join(f"{n} maggi" for n in range(50))


def mostly_empty() -> bytes:
    """Fifty rows, one of them far below, and as many again that are only formatted."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for n in range(49):
        sheet.cell(2 * n + 1, 1, f"{n} maggi")
    for row in range(100, 1001):
        sheet.cell(row, 1).number_format = "0.00"
    sheet.cell(1_048_576, 3, "49 maggi")
    kept = io.BytesIO()
    book.save(kept)
    book.close()
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.csv", FIFTY.encode() + b"\n,," * 950),
        ("list.txt", FIFTY.replace("\n", "\n" * 8).encode()),
        ("list.xlsx", mostly_empty()),
    ],
)
def test_rows_with_nothing_in_them_do_not_count(name: str, data: bytes) -> None:
    assert lines_of(data, {"name": name}) == FIFTY


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.xlsx", excel(*[("maggi", 20), (None,)] * 301)),
        ("list.csv", b"maggi,20\n,,\n" * 301),
    ],
)
def test_a_list_that_is_too_long_is_refused_by_what_is_in_it(name: str, data: bytes) -> None:
    with pytest.raises(CannotRead, match="more than 300 lines") as refused:
        lines_of(data, {"name": name})
    assert refused.value.in_("hi-Deva") == "इसमें 300 से ज़्यादा लाइनें हैं; हिस्सों में भेजिए"


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


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An Excel file of one line with one of its parts changed."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(excel(("maggi", 20)))) as whole,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            packed.writestr(name, change(data) if name == part else data)
    return kept.getvalue()


STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "after", "before"),
    [
        (STYLES, b"</cellXfs>", b"<xf/>" * 400_000),
        (SHEET, b"</sheetData>", b"<row/>" * 400_000),
        (SHEET, b"</row>", b"<c/>" * 400_000),
    ],
)
def test_a_small_file_with_a_mountain_of_cells_or_styles_is_refused(
    part: str, after: bytes, before: bytes
) -> None:
    data = changed(part, lambda xml: xml.replace(after, before + after))
    assert len(data) < 20_000
    with pytest.raises(CannotRead, match="more cells and styles than a list of goods needs"):
        lines_of(data, {"name": "list.xlsx"})


@pytest.mark.parametrize("part", [STYLES, SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_broken_xml_within_is_told_as_no_excel_file(part: str) -> None:
    data = changed(part, lambda xml: xml[: len(xml) // 2] + b"<<")
    with pytest.raises(CannotRead, match="no Excel file"):
        lines_of(data, {"name": "list.xlsx"})


def test_one_tag_with_more_than_memory_holds_ends_the_child_alone() -> None:
    more = b" ".join(b'a%d="1"' % number for number in range(2_000_000))
    data = changed(SHEET, lambda xml: xml.replace(b"<row ", b"<row " + more + b" ", 1))
    with pytest.raises(CannotRead, match="too much memory or time"):
        lines_of(data, {"name": "list.xlsx"})


def test_a_child_that_falls_is_no_answer_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKAN_STRIPE_KEY", "sk_secret")
    assert not [name for name in environment() if name.startswith("DUKAN")]
    with pytest.raises(TookTooMuch):
        read_apart("app.no_such_reader", "text", b"")


async def test_files_are_read_while_every_common_thread_is_busy() -> None:
    free = threading.Event()
    busy = ThreadPoolExecutor(1)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(busy)
    held = loop.run_in_executor(None, free.wait)
    try:
        assert await lines_in_turn(b"20 maggi", {"name": "list.txt"}, "one") == "20 maggi"
    finally:
        free.set()
        await held


@pytest.mark.slow  # the files are read in processes, and a skip inside of them would pass for an answer
async def test_of_a_flood_of_files_some_wait_and_the_rest_hear_so() -> None:
    many = (lines_in_turn(b"20 maggi", {"name": "list.txt"}, "one") for _ in range(attached.MOST_OF_ONE + 5))
    answers = await asyncio.gather(*many, return_exceptions=True)
    assert answers.count("20 maggi") == attached.MOST_OF_ONE
    refused = [str(answer) for answer in answers if isinstance(answer, CannotRead)]
    assert refused == ["many files are being read just now; please send it again in a minute"] * 5
    assert await lines_in_turn(b"5 atta", {"name": "list.txt"}, "one") == "5 atta"


@pytest.mark.slow  # as above
async def test_who_sends_many_files_shuts_the_door_for_nobody_else() -> None:
    flood = [lines_in_turn(b"20 maggi", {"name": "list.txt"}, "one") for _ in range(20)]
    *_, other = await asyncio.gather(
        *flood, lines_in_turn(b"5 atta", {"name": "list.txt"}, "two"), return_exceptions=True
    )
    assert other == "5 atta"
