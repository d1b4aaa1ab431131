"""The one file that storefronts load: small, complete, and served as browsers' caches want it."""

import gzip
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from connectors.web.widget import (
    SOURCES,
    WidgetSourceError,
    build,
    router,
    smaller_css,
    smaller_js,
    widget,
)

LARGEST = 25_000  # bytes over the wire, live client and style included


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(router())
    return TestClient(app)


def test_it_is_small() -> None:
    assert len(widget().zipped) < LARGEST


def test_every_source_is_in_it() -> None:
    script = widget().script.decode()
    for source in SOURCES.glob("*.js"):
        lines = smaller_js(source.read_text("utf-8")).splitlines()
        wanted = [line.removeprefix("export ") for line in lines if not line.startswith("import ")]
        assert "\n".join(wanted) in script, source.name


def test_the_sources_ask_for_nothing_that_a_strict_policy_forbids() -> None:
    script = widget().script.decode()
    for word in ("eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
        assert word not in script


def test_sources_stay_short_enough_to_read() -> None:
    for source in SOURCES.iterdir():
        longest = 320 if source.name == "style.css" else 450
        assert len(source.read_text("utf-8").splitlines()) < longest, source.name


def test_strings_stay_on_one_line() -> None:
    """What is made smaller line by line must not have a string over several."""
    for source in SOURCES.glob("*.js"):
        for number, line in enumerate(source.read_text("utf-8").splitlines(), 1):
            if not line.strip().startswith("//"):
                assert line.count("`") % 2 == 0, f"{source.name}:{number}"


def test_comment_lines_and_indentation_go_and_nothing_else() -> None:
    source = '// why\nfunction f() {\n  // more\n  return "// kept"; // and this\n}\n\n'
    assert smaller_js(source) == 'function f() {\nreturn "// kept"; // and this\n}'


def test_css_keeps_what_counts() -> None:
    source = '/* why */\n.a > .b , p { color: red;  margin: 0 auto; }\n.c::after { content: ""; }'
    assert smaller_css(source) == '.a > .b,p{color:red;margin:0 auto}.c::after{content:""}'
    assert smaller_css("a { width: calc(100% - 28px); }") == "a{width:calc(100% - 28px)}"
    assert smaller_css(".a :hover { top: 0 }") == ".a :hover{top:0 }".replace(" }", "}")


def sources(folder: Path, **files: str) -> Path:
    (folder / "style.css").write_text("a{}", "utf-8")
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder


def test_files_come_after_those_they_import(tmp_path: Path) -> None:
    made = build(
        sources(
            tmp_path,
            start='import { a } from "./a.js";\nexport function start() {}',
            a='import { b } from "./b.js";\nexport const a = b;',
            b="export const b = 1;",
        )
    )
    assert made.index("const b") < made.index("const a") < made.index("function start")
    assert "import" not in made and "export" not in made


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"start": 'import { a } from "./a.js";', "a": 'import { s } from "./start.js";'}, "circle"),
        ({"start": 'import { a } from "./a.js";\nconst x = 1;', "a": "const x = 2;"}, "x is defined in a.js"),
        ({"start": 'import a from "https://elsewhere/a.js";'}, "an import has to be one line"),
    ],
)
def test_sources_that_do_not_go_together_are_refused(
    tmp_path: Path, files: dict[str, str], fault: str
) -> None:
    with pytest.raises(WidgetSourceError, match=fault):
        build(sources(tmp_path, **files))


def test_it_is_served_zipped_or_plain_and_not_again_when_known(client: TestClient) -> None:
    zipped = client.get("/widget.js", headers={"accept-encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) == len(widget().zipped)
    assert gzip.decompress(widget().zipped) == widget().script
    plain = client.get("/widget.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == zipped.content == widget().script
    assert plain.headers["content-type"].startswith("text/javascript")
    assert plain.headers["access-control-allow-origin"] == "*"
    tag = plain.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get("/widget.js", headers={"if-none-match": known})
        assert again.status_code == 304 and again.content == b""
    assert client.get("/widget.js", headers={"if-none-match": '"other"'}).status_code == 200


def test_only_its_head(client: TestClient) -> None:
    assert client.head("/widget.js").status_code == 200


def test_every_attribute_is_documented_and_the_reverse() -> None:
    docs = (SOURCES.parents[3] / "docs" / "widget.md").read_text("utf-8")
    read = set(re.findall(r"\bgiven\.(\w+)", (SOURCES / "settings.js").read_text("utf-8")))
    told = set(re.findall(r"^\| `data-([a-z-]+)`", docs, re.MULTILINE))
    assert {re.sub(r"[A-Z]", lambda m: "-" + m[0].lower(), name) for name in read} == told


def test_every_language_says_everything() -> None:
    words = (SOURCES / "words.js").read_text("utf-8")
    english, hindi = (re.findall(r"^    (\w+):", part, re.MULTILINE) for part in words.split("  hi: {"))
    assert english == hindi
    for source in SOURCES.glob("*.js"):
        for key in re.findall(r"\bt\(\"(\w+)\"", source.read_text("utf-8")):
            assert key in english, f"{source.name}: {key}"
