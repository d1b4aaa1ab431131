"""Keys of an installation."""

from pathlib import Path

import pytest

from app.secrets import LostSecret, check_secrets, secret


def test_a_key_is_made_once(tmp_path: Path) -> None:
    made = secret(tmp_path, "staff.key")
    assert len(made) >= 32 and secret(tmp_path, "staff.key") == made
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["staff.key"]
    check_secrets(tmp_path)


@pytest.mark.parametrize("left", ["", "\n", "half of a k"])
def test_an_empty_key_file_is_no_key(tmp_path: Path, left: str) -> None:
    secret(tmp_path, "staff.key")
    (tmp_path / "secrets" / "staff.key").write_text(left)
    for ask in (lambda: secret(tmp_path, "staff.key"), lambda: check_secrets(tmp_path)):
        with pytest.raises(LostSecret, match=r"staff\.key is empty or cut short"):
            ask()
