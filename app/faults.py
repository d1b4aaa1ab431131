"""What is wrong around us, said in a sentence instead of a stack trace."""

import errno

from app.secrets import LostSecret
from app.settings import SettingsError
from storage.database import fault_of

OF_THE_MACHINE = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.ENOTDIR,
    errno.EISDIR,
)


def plainly(err: BaseException) -> str:
    """What is wrong and where; empty for a fault of ours, which keeps its stack trace."""
    if isinstance(err, SettingsError | LostSecret):
        return str(err)
    if isinstance(err, OSError) and err.errno in OF_THE_MACHINE:
        at = f"{err.filename}: " if err.filename else ""
        return f"{at}{err.strerror}. Dukan needs a folder to write to, with room on its disk (DUKAN_DATA)."
    return fault_of(err)
