"""Damage: what the readers of the standard library raise for bytes that are not what they should be."""

from __future__ import annotations

from errno import EINVAL, EOVERFLOW
from lzma import LZMAError
from struct import error as StructError
from tarfile import TarError
from zipfile import BadZipFile
from zlib import error as ZlibError

DAMAGE = (
    ArithmeticError,
    BadZipFile,
    EOFError,
    LZMAError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    StructError,
    TarError,
    ValueError,
    ZlibError,
)
# They raise OSError too, without a number or with one of these, where bytes and not the disk are to blame.
_BY_BYTES = (None, EINVAL, EOVERFLOW)
_LONGEST = 200


def told(fault: Exception) -> str:
    """Say what is wrong with bytes; a fault of the disk is another thing, and is raised again.

    >>> told(EOFError("it ends too early"))
    'it ends too early'
    """
    if isinstance(fault, OSError) and fault.errno not in _BY_BYTES:
        raise fault
    said = " ".join(str(fault).split()).rstrip(".")
    return said[:_LONGEST] or type(fault).__name__
