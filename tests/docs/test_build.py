"""What the build of the docs finds beside the tool's own checks."""

from pathlib import Path

from docs.build import broken, unlisted


def test_a_page_that_is_missing_and_one_that_nobody_is_led_to(tmp_path: Path) -> None:
    (tmp_path / "adr").mkdir()
    for name in ("index.md", "alone.md", "adr/0001-x.md"):
        (tmp_path / name).write_text("# It")
    nav = [{"Start": "index.md"}, {"More": [{"Gone": "gone.md"}]}]
    assert list(unlisted({"project": {"nav": nav}}, tmp_path)) == [
        "zensical.toml: there is no page gone.md",
        "zensical.toml: nobody is led to alone.md",
    ]


def test_addresses_that_lead_nowhere_or_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "index.html").write_text('<h1 id="top">B</h1>')
    (tmp_path / "index.html").write_text(
        '<a href="b/#top">well</a> <a href="b/#gone">x</a> <a href="c/">x</a> <a href="https://else.example">well</a>'
        '<script src="https://else.example/x.js"></script><img src="a.png">'
    )
    (tmp_path / "x.css").write_text("a { background: url('https://else.example/x.png') }")
    assert list(broken(tmp_path)) == [
        "index.html loads https://else.example/x.js",
        "index.html leads to b/#gone, a place that the page has not",
        "index.html leads to c/, which is not there",
        "index.html leads to a.png, which is not there",
        "x.css loads https://else.example/x.png",
    ]
