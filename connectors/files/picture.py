"""Opens pictures that anyone sends, and makes photos small to be kept: only a child process does either.

`python -m connectors.files.picture photo` is the child that makes one small. What a camera wrote into it,
the place where it was taken among that, is left out.
"""

import io
import json
import sys
from typing import Any

from connectors.files.apart import TookTooMuch, limited, read_apart
from connectors.files.refused import CannotRead

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
LONGEST_KEPT = 1600  # a torn packet is seen on fewer
QUALITY = 82
MEGABYTES, PROCESSOR_SECONDS, SECONDS = 1024, 20, 20.0
KEPT_TYPE = "image/jpeg"


def opened_picture(data: bytes, longest: int) -> Any:
    """The picture as it was held, no side longer than this; CannotRead where it is none, or too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  # other files need none of it

    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise CannotRead("pixels")
        picture.draft("RGB", (longest, longest))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((longest, longest))
    except Image.DecompressionBombError as err:
        raise CannotRead("pixels") from err
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as err:
        raise CannotRead("no_picture") from err
    return upright


def made_small(data: bytes) -> bytes:
    """A photo as it is kept, made by a child; CannotRead where it is none."""
    try:
        answer = read_apart("connectors.files.picture", "photo", data, SECONDS)
    except TookTooMuch as err:
        raise CannotRead("costly") from err
    if answer.startswith(b"{"):
        raise CannotRead(json.loads(answer)["refused"])
    return answer


def main() -> None:
    """The child's work."""
    limited(MEGABYTES, PROCESSOR_SECONDS)
    try:
        small = io.BytesIO()
        opened_picture(sys.stdin.buffer.read(), LONGEST_KEPT).save(small, "JPEG", quality=QUALITY)
        sys.stdout.buffer.write(small.getvalue())
    except CannotRead as err:
        sys.stdout.buffer.write(json.dumps({"refused": err.why}).encode())


if __name__ == "__main__":
    main()
