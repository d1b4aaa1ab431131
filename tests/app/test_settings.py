"""Settings: validated at start, and all of them documented."""

from pathlib import Path

import pytest

from app.settings import ROOT, SettingsError, as_markdown, load


def test_the_page_of_settings_is_the_program_s_own() -> None:
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "run: python -m app.settings"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DUKAN_PORT", "eighty"),
        ("DUKAN_PORT", "70000"),
        ("DUKAN_STOREFRONT_SECRET", "short"),
        ("DUKAN_LOG_LEVEL", "loud"),
        ("DUKAN_PUBLIC_URL", "not an address"),
        ("DUKAN_PROT", "9000"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load()


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "dukan.toml"
    file.write_text('port = 8100\nshop_name = "Corner"\n')
    monkeypatch.setenv("DUKAN_CONFIG", str(file))
    monkeypatch.setenv("DUKAN_PORT", "8200")
    settings = load()
    assert (settings.port, settings.shop_name) == (8200, "Corner")


def test_an_unknown_name_in_the_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "dukan.toml"
    file.write_text("prot = 8100\n")
    monkeypatch.setenv("DUKAN_CONFIG", str(file))
    with pytest.raises(SettingsError, match="PROT"):
        load()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"port = \n", "dukan.toml is no valid TOML"),
        (b'shop_name = "\xff"\n', "dukan.toml is no valid TOML"),
        (b'price_groups = "silver"\n', "DUKAN_PRICE_GROUPS"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "dukan.toml").write_bytes(content)
    monkeypatch.setenv("DUKAN_CONFIG", str(tmp_path / "dukan.toml"))
    with pytest.raises(SettingsError, match=words):
        load()


def test_a_file_that_was_named_and_is_not_there_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUKAN_CONFIG", str(tmp_path / "dukan.tmol"))
    with pytest.raises(SettingsError, match=r"there is no file .*dukan\.tmol"):
        load()


def test_a_list_that_is_no_json_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKAN_PRICE_GROUPS", "silver=2")
    with pytest.raises(SettingsError, match="DUKAN_PRICE_GROUPS: this has to be JSON"):
        load()
