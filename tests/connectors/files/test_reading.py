"""Files as they come: from Excel, from other systems, half broken. Each fault names its line."""

import gzip
import json
from pathlib import Path

import pytest

from connectors.files.customers import CUSTOMERS
from connectors.files.faqs import FAQS
from connectors.files.orders import ORDERS
from connectors.files.products import PRODUCTS
from connectors.files.reading import BadFile, Line, reading
from connectors.files.reading_apart import rows_apart
from shop.catalogue.product import UNCOUNTED, Product
from shop.money import Money


def products_in(path: Path) -> list[Line[Product]]:
    with reading(path, PRODUCTS) as file:
        return list(file.lines)


def written(tmp_path: Path, content: str | bytes, name: str = "products.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def faults(tmp_path: Path, content: str | bytes, name: str = "products.csv") -> dict[int, str]:
    return {line.number: line.fault for line in products_in(written(tmp_path, content, name)) if line.fault}


def one(tmp_path: Path, content: str | bytes, name: str = "products.csv") -> Product:
    (line,) = products_in(written(tmp_path, content, name))
    assert line.fault == ""
    assert line.thing is not None
    return line.thing


def test_the_least_that_a_product_needs(tmp_path: Path) -> None:
    found = one(tmp_path, "sku,title,price\nA1,Tata Salt 1 kg,28.50\n")
    assert found == Product("A1", "Tata Salt 1 kg", Money(2850), stock=UNCOUNTED)


def test_excel_s_way_of_writing(tmp_path: Path) -> None:
    content = '\ufeffSKU, Title ,Price\r\nA1,"Salt, ""pure""\r\n1 kg","1,250.00"\r\n\r\n'
    found = one(tmp_path, content)
    assert (found.sku, found.title, found.price) == ("A1", 'Salt, "pure"\r\n1 kg', Money(125000))


@pytest.mark.parametrize("between", [";", "\t"])
def test_semicolons_or_tabs_between_cells(tmp_path: Path, between: str) -> None:
    lines = [["sku", "title", "price"], ["A1", "Salt", "28"]]
    content = "\n".join(between.join(cells) for cells in lines)
    assert one(tmp_path, content).price == Money(2800)


def test_gzip_and_json_lines(tmp_path: Path) -> None:
    packed = gzip.compress(b"sku,title,price\nA1,Salt,28\n")
    assert one(tmp_path, packed, "p.csv.gz").sku == "A1"
    line = {
        "sku": "A1",
        "title": "Salt",
        "price": 28.1,
        "mrp": None,
        "moq": 6,
        "attributes": {"veg": True, "size": 1.5},
        "aliases": ["namak", "nimak"],
        "colour": "white",
    }
    found = one(tmp_path, json.dumps(line), "p.jsonl")
    assert found.price == Money(2810)
    assert found.moq == 6
    assert found.attributes == {"veg": "yes", "size": "1.5"}
    assert found.aliases == ("namak", "nimak")


def test_a_bad_line_does_not_stop_the_good_ones(tmp_path: Path) -> None:
    lines = products_in(
        written(tmp_path, 'sku,title,price\nA1,Salt,28\nA2,"Su\ngar",-1\nA3,,5\nA1,Salt again,29\nA4,Tea,9\n')
    )
    assert [(line.number, line.fault) for line in lines] == [
        (2, ""),
        (3, "price must be more than 0, not '-1'"),
        (5, "title is empty"),
        (6, "A1 stood in line 2 already"),
        (7, ""),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("price", "abc", "price must be an amount like 95.00, not 'abc'"),
        ("price", "NaN", "price must be an amount"),
        ("price", "1e5", "price must be an amount"),
        ("price", "0", "price must be more than 0"),
        ("price", "95.005", "more than two decimals"),
        ("price", "99999999999", "too high to be meant"),
        ("price", "", "price is empty"),
        ("mrp", "-3", "mrp must be more than 0"),
        ("currency", "Rupees", "currency has 6 characters"),
        ("currency", "1NR", "currency must be three letters"),
        ("moq", "0", "moq must be between 1"),
        ("moq", "1.5", "moq must be a whole number"),
        ("multiple", "-6", "multiple must be between 1"),
        ("stock", "-1", "stock must be between 0"),
        ("stock", "many", "stock must be a whole number"),
        ("stock", "9" * 30, "stock must be a whole number"),
        ("tiers", "10:95.00;50:96.00", "tiers must fall in price: 96.00 from 50, 95.00 before"),
        ("tiers", "10:100.00", "tiers must fall in price"),
        ("tiers", "50:90;10:80", "tiers must rise in quantity: 10 comes after 50"),
        ("tiers", "10:95;10:90", "tiers must rise in quantity"),
        ("tiers", "10=95", "tiers must look like 10:95.00;50:90.00"),
        ("tiers", "1:95", "the quantity of a tier must be between 2"),
        ("tiers", "10:-5", "the price of tier 10 must be more than 0"),
        ("attributes", "{flavour: mango}", "attributes must be a JSON object"),
        ("attributes", '["mango"]', "attributes must be a JSON object"),
        ("attributes", '{"a": {"b": 1}}', "attribute 'a' must be a word or a number"),
        ("attributes", "[" * 10_000, "attributes must be a JSON object"),
        ("price", "$12", "price is in USD: '$12'; these goods are in INR"),
        ("price", "12 EUR", "price is in EUR"),
        ("price", "12,50", "price must be an amount like 95.00, not '12,50'"),
        ("price", "1.250,00", "price must be an amount"),
        ("mrp", "99.99", "price 100.00 is above the MRP of 99.99"),
        ("tiers", "10:$95", "the price of tier 10 is in USD"),
        ("active", "maybe", "active must be yes or no"),
        ("title", "a\x00b", "title has a character that is no text"),
        ("title", "x" * 301, "title has 301 characters, at most 300"),
        ("description", "x" * 20_001, "description has 20001 characters"),
        ("sku", "a\nb", "sku must be on one line"),
    ],
)
def test_what_can_be_wrong_with_a_product(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    row = {"sku": "A1", "title": "Salt", "price": "100.00", column: cell}
    as_table = ",".join(row) + "\n" + ",".join('"' + c.replace('"', '""') + '"' for c in row.values())
    assert reason in faults(tmp_path, as_table)[2]
    assert reason in faults(tmp_path, json.dumps(row), "p.jsonl")[1]


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("Rs. 120/-", 120_00),
        ("rs 120", 120_00),
        ("\u20b91,20,000.00", 120_000_00),
        ("1,250,000", 1_250_000_00),
        ("INR 95.5", 95_50),
        ("95.50 INR", 95_50),
        ("120/=", 120_00),
    ],
)
def test_amounts_as_indian_shops_write_them(tmp_path: Path, written: str, minor: int) -> None:
    assert one(
        tmp_path, json.dumps({"sku": "A1", "title": "Salt", "price": written}), "p.jsonl"
    ).price == Money(minor)


def test_dollars_are_read_where_the_goods_are_sold_in_dollars(tmp_path: Path) -> None:
    found = one(tmp_path, "sku,title,price,currency\nA1,Salt,$12.50,USD\n")
    assert found.price == Money(1250, "USD")


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("rating", "6", "rating must be a number from 0 to 5, not '6'; it is left out"),
        ("rating", "-1", "rating must be a number from 0 to 5"),
        ("image", "javascript:alert(1)", "image must be an address"),
        ("image", "//evil.example/x", "image must be an address"),
    ],
)
def test_a_bad_rating_or_picture_leaves_itself_out_and_not_its_line(
    tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    (line,) = products_in(written(tmp_path, f"sku,title,price,{column}\nA1,Salt,28,{cell}\n"))
    assert line.fault == ""
    assert line.thing == Product("A1", "Salt", Money(2800), stock=UNCOUNTED)
    assert line.known == {"sku", "title", "price"}  # so that a stored one stays
    assert [reason in told for told in line.left_out] == [True]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (
            "<p>Best <b>atta</b> &amp; more</p><ul><li>5 kg</li><li>10 kg</li></ul>",
            "Best atta & more\n5 kg\n10 kg",
        ),
        ("Oil &amp; Ghee", "Oil & Ghee"),
        ("line one<br/>line two", "line one\nline two"),
        ("<script>alert(1)</script><b>Salt</b>", "Salt"),
        ("for kids <5 years, 3 < 4 & R&D", "for kids <5 years, 3 < 4 & R&D"),
        ("<unknown> stays", "<unknown> stays"),
    ],
)
def test_html_of_other_shops_becomes_text(tmp_path: Path, written: str, text: str) -> None:
    row = {"sku": "A1", "title": "Salt", "price": 28, "description": written}
    assert one(tmp_path, json.dumps(row), "p.jsonl").description == text


def test_another_encoding_is_named_where_it_stands(tmp_path: Path) -> None:
    content = "sku,title,price\nA1,Nestle,5\nA2,Nestlé,5\n".encode("cp1252")
    assert faults(tmp_path, content) == {3: "title is not UTF-8; save the file as CSV UTF-8"}


def test_quotation_marks_that_are_not_right(tmp_path: Path) -> None:
    found = faults(tmp_path, 'sku,title,price\nA1,"Salt"x,5\nA2,Tea,5\nA3,"Rice,5\nA4,Dal,5\n')
    assert set(found) == {2, 4}
    assert "quotation marks are not right" in found[2]
    assert "opened here and not closed" in found[4]


def test_huge_cells_and_lines_are_refused_without_being_kept(tmp_path: Path) -> None:
    content = f"sku,title,price\nA1,{'x' * 200_000},5\nA2,{'y' * 3_000_000},5\nA3,Dal,5\n"
    lines = products_in(written(tmp_path, content))
    assert [(line.number, bool(line.fault)) for line in lines] == [(2, True), (3, True), (4, False)]
    assert "more than 1,000,000 characters" in lines[1].fault


def test_cells_beyond_the_columns_are_a_fault_and_missing_ones_are_empty(tmp_path: Path) -> None:
    found = products_in(written(tmp_path, "sku,title,price,brand\nA1,Salt,5,Tata,oops\nA2,Tea,5\n"))
    assert found[0].fault == "there are 5 cells under 4 columns"
    assert found[1].thing == Product("A2", "Tea", Money(500), stock=UNCOUNTED)


def test_formulas_of_a_spreadsheet_come_back_as_words(tmp_path: Path) -> None:
    assert one(tmp_path, "sku,title,price\nA1,'=HYPERLINK(1),5\n").title == "=HYPERLINK(1)"
    assert one(tmp_path, "sku,title,price\nA1,=HYPERLINK(1),5\n").title == "=HYPERLINK(1)"
    assert one(tmp_path, "sku,title,price\nA1,'tis Tea,5\n").title == "'tis Tea"


NO_PRODUCTS = (
    "[1]",
    "null",
    '"x"',
    "{",
    '{"sku": "A1"}',
    '{"sku": ["A1"], "title": "S", "price": 5}',
    '{"sku": "A1", "title": "S", "price": NaN}',
    '{"sku": "A1", "title": "S", "price": true}',
    '{"sku": "\\ud800", "title": "S", "price": 5}',
    '{"sku": "A1", "title": "S", "price": 5, "aliases": [{}]}',
    "[" * 100_000,
)


@pytest.mark.parametrize("line", NO_PRODUCTS)
def test_json_that_is_no_product(tmp_path: Path, line: str) -> None:
    assert set(faults(tmp_path, line, "p.jsonl")) == {1}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("p.csv", b"", "sku, title, price is missing. It has: nothing"),
        ("p.csv", b"sku,name,price\n", "title is missing. It has: sku, name, price"),
        ("p.csv", b"sku,title,price,price\n", "the column price is there twice"),
        ("p.csv", "sku,title,price\n".encode("utf-16"), "is UTF-16; save it as CSV UTF-8"),
        ("p.csv", b"PK\x03\x04 an Excel file\n", "is missing"),
        ("p.csv.gz", b"not gzip at all", "is damaged or not gzip"),
        ("p.csv.gz", gzip.compress(b"sku,title,price\n" * 9_999)[:-20], "is damaged or not gzip"),
        ("p.xlsx", b"", "must end in .csv, .csv.gz, .jsonl"),
    ],
)
def test_files_of_which_nothing_can_be_read(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    with pytest.raises(BadFile) as caught:
        products_in(written(tmp_path, content, name))
    assert reason in str(caught.value)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        products_in(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(BadFile, match="Is a directory"):
        products_in(tmp_path / "folder.csv")


def test_a_column_that_is_not_ours_is_told(tmp_path: Path) -> None:
    with reading(written(tmp_path, "sku,title,price,pirce\nA1,Salt,5,6\n"), PRODUCTS) as file:
        assert file.ignored == ("pirce",)
        assert [line.known for line in file.lines] == [frozenset({"sku", "title", "price"})]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("O1,C1,2026-13-01,A1,1,5,", "at must be a time like"),
        ("O1,C1,yesterday,A1,1,5,", "at must be a time like"),
        ("O1,C1,0001-01-01T00:00:00+14:00,A1,1,5,", "not a time of this world"),
        ("O1,C1,2026-01-01,A1,0,5,", "quantity must be between 1"),
        ("O1,C1,2026-01-01,A1,,5,", "quantity is empty"),
        ("O1,C1,2026-01-01,A1,1,free,", "unit_price must be an amount"),
        ("O1,C1,2026-01-01,A1,1,5,teleported", "status must be one of pending"),
        (",C1,2026-01-01,A1,1,5,", "order_id is empty"),
    ],
)
def test_what_can_be_wrong_with_an_order(tmp_path: Path, cells: str, reason: str) -> None:
    content = f"order_id,customer,at,sku,quantity,unit_price,status\n{cells}\n"
    with reading(written(tmp_path, content), ORDERS) as file:
        (line,) = file.lines
    assert reason in line.fault


def test_times_of_orders_are_utc_and_old_words_are_understood(tmp_path: Path) -> None:
    content = (
        "order_id,customer,at,sku,quantity,unit_price,status\n"
        "O1,C1,2026-03-31T10:30:00+05:30,A1,1,5,Completed\nO2,C1,2026-03-31,A1,1,5,\n"
    )
    with reading(written(tmp_path, content), ORDERS) as file:
        first, second = [line.thing for line in file.lines]
    assert first is not None
    assert second is not None
    assert (first.at.isoformat(), first.status) == ("2026-03-31T05:00:00+00:00", "delivered")
    assert (second.at.isoformat(), second.status) == ("2026-03-31T00:00:00+00:00", "delivered")


def test_a_question_is_one_line_and_its_own_key(tmp_path: Path) -> None:
    content = 'question,answer,tags\n"Do you\n deliver?",Yes.,a;b;a\nDo you deliver?,No.,\n'
    with reading(written(tmp_path, content), FAQS) as file:
        first, second = list(file.lines)
    assert first.thing is not None
    assert (first.thing.question, first.thing.tags) == ("Do you deliver?", ("a", "b"))
    assert second.fault == "Do you deliver? stood in line 2 already"


def test_a_file_without_end_is_read_up_to_a_limit_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.files.reading.MOST_LINES", 3)
    content = "sku,title,price\n" + "".join(f"A{n},Salt,5\n" for n in range(9))
    lines = products_in(written(tmp_path, content))
    assert [line.thing.sku for line in lines if line.thing] == ["A0", "A1", "A2"]
    assert "from here on it was not read" in lines[-1].fault
    monkeypatch.setattr("connectors.files.reading.MOST_TEXT", 3_000_000)
    packed = gzip.compress(b"sku,title,price\nA1,Salt,5\n" + b"x" * 9_000_000)
    one, more = products_in(written(tmp_path, packed, "p.csv.gz"))
    assert one.thing is not None
    assert "more than 3 lines or 3,000,000 characters" in more.fault


def test_the_child_reads_what_we_read(tmp_path: Path) -> None:
    content = 'sku,title,price,pirce\nA1,"Salt\n1 kg",5,6\n,no sku,5,\nA2,b\xfcse,6,\n'.encode("latin-1")
    for name, file in (("p.csv", content), ("p.csv.gz", gzip.compress(content))):
        path = written(tmp_path, file, name)
        with reading(path, PRODUCTS) as ours, reading(path, PRODUCTS, rows_apart) as apart:
            assert (apart.ignored, apart.size) == (ours.ignored, ours.size)
            assert list(apart.lines) == list(ours.lines)
            assert apart.done() == ours.done()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("p.csv", b"sku,name,price\n", "title is missing"),
        ("p.csv.gz", gzip.compress(b"sku,title,price\n" * 9_999)[:-20], "is damaged or not gzip"),
        # A cell that holds a line's end joins the lines: one row of twelve million cells.
        ("p.csv", b"sku,title,price\n" + (b"ab," * 300_000 + b'"\n",') * 40, "too much memory"),
    ],
)
def test_what_the_child_cannot_read_is_told(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    with (
        pytest.raises(BadFile, match=reason),
        reading(written(tmp_path, content, name), PRODUCTS, rows_apart) as file,
    ):
        list(file.lines)


@pytest.mark.parametrize("locale", ["en-IN", "hi-Latn", "hi-Deva"])
def test_a_customers_language_may_name_its_letters(tmp_path: Path, locale: str) -> None:
    with reading(
        written(tmp_path, f"id,name,locale\nc1,Sharma,{locale}\n", "customers.csv"), CUSTOMERS
    ) as file:
        assert [line.thing.locale for line in file.lines if line.thing] == [locale]
