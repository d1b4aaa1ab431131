"""Ports that are found free stay so until they are listened on."""

import socket

import pytest

from app.processes.ports import PASSING, PortTaken, check_port, free_port


def test_a_free_port_is_none_that_a_connection_may_be_given() -> None:
    first = int(PASSING.read_text().split()[0]) if PASSING.exists() else 32_768
    assert all(free_port() < first for _ in range(20))


def test_a_port_that_another_listens_on_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} on 127.0.0.1 cannot be used"):
            check_port("127.0.0.1", port)


def test_where_no_port_is_below_the_systems_own_it_gives_one_of_those(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    passing = tmp_path / "range"
    passing.write_text("1024\t60999\n")
    monkeypatch.setattr("app.processes.ports.PASSING", passing)
    check_port("127.0.0.1", free_port())
