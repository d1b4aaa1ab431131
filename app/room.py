"""Tells whether the disk has room for what is to be kept."""

import shutil

from app.settings import Settings


def enough_room(settings: Settings) -> bool:
    """Whether the data folder's disk has as much left as the settings ask for."""
    return shutil.disk_usage(settings.data).free >= settings.least_free_mb * 1024 * 1024
