"""Photos that are kept are small, upright and tell nothing of their place; what is none is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from connectors.files.picture import LONGEST_KEPT, made_small
from connectors.files.refused import CannotRead


def photo(width: int = 3200, height: int = 2400, **more: object) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(held, "JPEG", **more)
    return held.getvalue()


def bomb() -> bytes:
    """A picture of 60 megapixels in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 10_000, 6_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(10_001) * 6_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_it_is_made_small_and_turned_and_says_nothing_of_its_place() -> None:
    told = Image.Exif()
    told[0x0112] = 6  # held upright
    told[0x010F] = "a camera"
    kept = Image.open(io.BytesIO(made_small(photo(exif=told))))
    assert (kept.format, kept.size) == ("JPEG", (LONGEST_KEPT * 3 // 4, LONGEST_KEPT))
    assert not kept.getexif()


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"3 packet kam aaye", "no_picture"), (b"", "no_picture"), (photo()[:300], "no_picture")],
)
def test_what_is_no_picture_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(CannotRead) as refused:
        made_small(data)
    assert refused.value.why == why


def test_a_picture_of_sixty_megapixels_is_refused() -> None:
    with pytest.raises(CannotRead) as refused:
        made_small(bomb())
    assert refused.value.why == "pixels"
