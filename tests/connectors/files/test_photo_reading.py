"""Photos of lists become lines; what is no list is refused in plain words."""

import io

import pytest
from PIL import Image, ImageDraw

from bench.photos import photographed
from connectors.files.photo_reading import Piece, in_lines, lines_of_photo
from connectors.files.refused import CannotRead

LIST = "Maggi 70g - 20 pkt\nSugar 10 kg\nFortune sunflower oil 1 L x 6\nParle-G 80 g 2 ctn"


def piece(words: str, x: float, y: float, *, turned: float = 0.0) -> Piece:
    """Words of a hundred pixels, on a page that is turned by so many pixels for each."""
    return Piece(words, 0.9, (x, y + x * turned), (x + 100, y + (x + 100) * turned), 20)


def jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return written.getvalue()


@pytest.mark.parametrize("turned", [0.0, 0.08, -0.08])
def test_what_stands_side_by_side_is_a_line_however_the_page_was_held(turned: float) -> None:
    pieces = [
        piece("2 ctn", 500, 51, turned=turned),
        piece("Sugar", 10, 92, turned=turned),
        piece("Parle-G 80 g", 10, 50, turned=turned),
        piece("10 kg", 500, 88, turned=turned),
    ]
    assert in_lines(pieces) == ["Parle-G 80 g 2 ctn", "Sugar 10 kg"]
    assert in_lines([]) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 3])
def test_a_printed_list_is_read(seed: int) -> None:
    read = lines_of_photo(photographed(LIST, seed))
    assert ["".join(line.lower().split()) for line in read] == [
        "".join(line.lower().split()) for line in LIST.splitlines()
    ]


@pytest.mark.slow
def test_a_photo_of_nothing_is_said_to_show_no_writing() -> None:
    sky = Image.linear_gradient("L").resize((800, 600)).convert("RGB")
    ImageDraw.Draw(sky).ellipse((300, 200, 500, 400), fill=(250, 240, 180))
    with pytest.raises(CannotRead, match="no writing"):
        lines_of_photo(jpeg(sky))


def test_a_photo_of_sixty_megapixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(CannotRead, match="too large"):
        lines_of_photo(jpeg(Image.new("1", (10_000, 6_000)).convert("L")))


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 no picture", b"<svg onload='x'/>", b"GIF89a"])
def test_what_is_no_picture_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(CannotRead, match="no picture"):
        lines_of_photo(data)
