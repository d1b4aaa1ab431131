"""Reads text out of HTML: what other shop systems export as descriptions."""

import html
from html.parser import HTMLParser

# Only these are taken for markup: "size <5 kg>" is text.
INLINE = {"a", "b", "i", "u", "em", "strong", "span", "small", "sub", "sup", "font", "img"}
BLOCKS = {
    "p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tr",
    "td", "th", "hr", "section",
}  # fmt: skip
UNSAID = {"script", "style"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unsaid = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in UNSAID:
            self.unsaid += 1
        elif tag in BLOCKS:
            self.parts.append("\n")
        elif tag not in INLINE:
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSAID:
            self.unsaid = max(0, self.unsaid - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unsaid:
            self.parts.append(data)


def words_of(written: str) -> str:
    """The text without tags and with its characters written out; as it was where it is no HTML."""
    low = written.lower()
    if not any(f"<{tag}{end}" in low for tag in INLINE | BLOCKS | UNSAID for end in (">", " ", "/")):
        return html.unescape(written) if "&" in written and ";" in written else written
    reader = _Words()
    reader.feed(written)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)
