"""What is kept is for its owner's eyes alone: the data folder, and all that our processes make."""

import os
from collections.abc import Mapping
from pathlib import Path

# By name, for the folder may hold things of others too.
OURS = ("dukan.db*", "running.lock", "secrets", "index", "passages", "insight", "logs")

# Nothing else of the environment reaches a process: it may hold secrets of the machine's other work.
MACHINE = (
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TERM", "NO_COLOR",
    "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy",
)  # fmt: skip
MACHINE_LIKE = ("LC_", "PYTHON", "XDG_", "MALLOC_", "OMP_", "OPENBLAS_", "MKL_", "TF_", "CUDA_")
OF_THE_APP = ("DUKAN_", "PG", "HF_")  # PG: what PostgreSQL's own library reads

# Who speaks with the outside: channels, mail, carriers, the storefront. Only the gateway does.
GATEWAY_ONLY = (
    "DUKAN_TELEGRAM_", "DUKAN_WHATSAPP_", "DUKAN_SMTP_", "DUKAN_STRIPE_WEBHOOK_", "DUKAN_CARRIER_",
    "DUKAN_STOREFRONT_", "DUKAN_REDIS_",
)  # fmt: skip


def make_private() -> None:
    """What this process and its children make from now on, no other account reads."""
    os.umask(0o077)


def close_to_others(data: Path) -> None:
    """The data folder, and what earlier versions left open in it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _close(data)
    for name in OURS:
        for path in data.glob(name):
            _close(path)
            for within in path.rglob("*"):
                _close(within)


def _close(path: Path) -> None:
    if path.is_symlink() or path.stat().st_uid != os.geteuid():
        return
    path.chmod(0o700 if path.is_dir() else 0o600)


def for_rasa(environment: Mapping[str, str]) -> dict[str, str]:
    """What Rasa needs of our environment: nothing of the shop's."""
    return {
        name: value for name, value in environment.items() if name in MACHINE or name.startswith(MACHINE_LIKE)
    }


def for_gateway(environment: Mapping[str, str]) -> dict[str, str]:
    """What the gateway needs: the settings too."""
    ours = {name: value for name, value in environment.items() if name.startswith(OF_THE_APP)}
    return for_rasa(environment) | ours


def for_actions(environment: Mapping[str, str]) -> dict[str, str]:
    """What the actions need: the settings, but for the secrets of who speaks with the outside."""
    ours = {n: v for n, v in for_gateway(environment).items() if not n.startswith(GATEWAY_ONLY)}
    if ours.get("DUKAN_STRIPE_KEY"):
        ours["DUKAN_STRIPE_KEY"] = "kept by the gateway"  # they only ask whether there is one
    return ours
