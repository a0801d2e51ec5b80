"""Arrow's memory from the system: its own allocators give pages back that the next rows ask for again, or keep them.

What Arrow unpacks on the way it takes from the pool that it was loaded with, whatever it is told later;
``pipeline.main`` names that one before anything is loaded.
"""

from __future__ import annotations

import pyarrow as pa


def use_system_memory() -> None:
    """Have Arrow take memory as the rest of this process does."""
    pa.set_memory_pool(pa.system_memory_pool())
