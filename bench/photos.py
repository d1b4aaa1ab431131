"""`python -m bench.photos --products P.csv --lists L.jsonl [--pages 70]`: lists as photos, and as typed.

Each list is printed in one of five fonts, turned, put into shadow, blurred and given noise, read by the
child process that reads customers' photos, and matched as `bench.lists` does it; the typed list is the
baseline of the same run. `as_printed` is the share of lines that came back word for word.
"""

import argparse
import io
import json
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.setup.rasa_model import ENCODERS
from bench.lists import measured
from connectors.files.products import PRODUCTS
from connectors.files.reading import reading
from connectors.files.refused import CannotRead
from intake.attached_lists import lines_of
from retrieval.encoder import Encoder
from retrieval.engine import Search

FONTS = ("DejaVuSans", "DejaVuSerif", "DejaVuSansMono", "STIXGeneral", "DejaVuSans-Oblique")
MOST_LINES = 26  # of a page


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.photos", description=__doc__)
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=70)
    parser.add_argument("--keep", type=Path, help="write the photos here, to be looked at")
    given = parser.parse_args()
    with reading(given.products, PRODUCTS) as lines:
        products = {line.thing.sku: line.thing for line in lines.lines if line.thing}
    every = [
        json.loads(line) for line in given.lists.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    # What is printed is a list of a line each, in letters that photos are read of.
    lists = [one for one in every if one["text"].isascii() and 3 <= one["text"].count("\n") < MOST_LINES]
    lists = lists[: given.pages]
    seconds: list[float] = []
    photos = [
        {**one, "text": _read(number, one["text"], seconds, given.keep)} for number, one in enumerate(lists)
    ]
    with tempfile.TemporaryDirectory() as folder:
        search = Search.open(Path(folder), Encoder.open(ENCODERS))
        search.build(products.values())
        typed = measured(search, products, lists, 0)
        read = measured(search, products, photos, 0)
        search.close()
    print(json.dumps(_figures(lists, photos, seconds) | {"photo": read, "typed": typed}))


def _read(number: int, text: str, seconds: list[float], keep: Path | None) -> str:
    photo = photographed(text, number)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{number:02}.jpg").write_bytes(photo)
    started = time.perf_counter()
    try:
        return lines_of(photo, {"name": "list.jpg", "type": "image/jpeg"})
    except CannotRead:
        return ""
    finally:
        seconds.append(time.perf_counter() - started)


def photographed(text: str, seed: int) -> bytes:
    """The text as somebody prints it and takes a photo of the sheet, as JPEG."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    lines = text.splitlines()
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    font = ImageFont.truetype(str(folder / f"{FONTS[seed % len(FONTS)]}.ttf"), chance.randint(26, 38))
    high = int(font.size * chance.uniform(1.5, 2.1))
    wide = max(font.getlength(line) for line in lines)
    page = Image.new("RGB", (int(wide) + 180, high * len(lines) + 180), (250, 248, 240))
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((90 + chance.randint(-3, 3), 90 + high * number), line, font=font, fill=(35, 35, 50))
    turned = page.rotate(
        chance.uniform(-4, 4), expand=True, fillcolor=(190, 185, 180), resample=Image.Resampling.BICUBIC
    )
    light = np.asarray(turned).astype(float)
    shadow = np.linspace(chance.uniform(0.5, 0.8), 1, light.shape[1])[None, :, None]
    light = light * (shadow if chance.random() < 0.5 else shadow[:, ::-1]) + noise.normal(0, 9, light.shape)
    photo = Image.fromarray(light.clip(0, 255).astype("uint8"))
    photo = photo.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.0)))
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=chance.randint(55, 85))
    return written.getvalue()


def _figures(lists: list[Any], read: list[Any], seconds: list[float]) -> dict[str, Any]:
    pairs = [
        (_plain(was), {_plain(line) for line in after["text"].splitlines()})
        for before, after in zip(lists, read, strict=True)
        for was in before["text"].splitlines()
        if was.strip()
    ]
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "pages": len(lists),
        "as_printed": round(sum(line in lines for line, lines in pairs) / max(1, len(pairs)), 4),
        "unread": sum(not one["text"] for one in read),
        "p50_s": round(statistics.median(seconds), 2),
        "p95_s": round(sorted(seconds)[int(len(seconds) * 0.95)], 2),
        "largest_child_mb": children.ru_maxrss // 1024,
    }


def _plain(line: str) -> str:
    """A line without its blanks, for a photo does not show how many there are."""
    return "".join(line.lower().split())


if __name__ == "__main__":
    main()
