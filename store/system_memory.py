"""Memory from the system, which keeps what is let go of at hand: the next rows ask for as much again.

Arrow's own allocators give pages back that the next rows ask for again, or keep them. What Arrow
unpacks on the way it takes from the pool that it was loaded with, whatever it is told later;
``pipeline.main`` names that one before anything is loaded.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

import pyarrow as pa

# Numbers of glibc's <malloc.h>. What is larger than the first is asked of the system each time, and given back; what
# lies unused beyond the second is given back too. A page that comes again is cleared first, which takes long.
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
_KEPT = 32 << 20


def use_system_memory() -> None:
    """Have Arrow take memory as the rest of this process does, and the process keep some for what comes next."""
    pa.set_memory_pool(pa.system_memory_pool())
    # Other systems have other ways.
    with suppress(AttributeError, OSError, TypeError):
        tune = ctypes.CDLL(None).mallopt
        tune(_MMAP_THRESHOLD, _KEPT)
        tune(_TRIM_THRESHOLD, _KEPT)
