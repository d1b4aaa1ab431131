"""Ports of this machine: finds one that is free, says which is taken."""

import contextlib
import random
import socket
from pathlib import Path

# From here on up the system hands ports out by itself, to each end of each connection that anyone opens.
PASSING = Path("/proc/sys/net/ipv4/ip_local_port_range")
LOWEST = 20_000  # below it are the ports that services are known by
TRIES = 100


class PortTaken(Exception):
    """Somebody else listens there; the text says why."""


def check_port(host: str, port: int) -> None:
    """Raise PortTaken where it cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as err:
            raise PortTaken(f"Port {port} on {host} cannot be used ({err.strerror}).") from err


def free_port() -> int:
    """Find a port of loopback that nobody uses, and that stays free until it is listened on.

    One that the system picks (port 0) is the first of those that it may give to any connection in the
    meantime: whoever starts seconds later finds it taken. So this takes one below those.
    """
    highest = 32_768
    with contextlib.suppress(OSError, ValueError):
        highest = int(PASSING.read_text().split()[0])
    for port in random.sample(range(LOWEST, highest), min(TRIES, max(0, highest - LOWEST))):
        with contextlib.suppress(PortTaken):
            check_port("127.0.0.1", port)
            return port
    with socket.socket() as probe:  # this machine has none below: its own choice is better than none
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
