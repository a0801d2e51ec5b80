"""Arrow's memory from the system: its own allocators give pages back that the next rows ask for again, or keep them."""

from __future__ import annotations

import pyarrow as pa


def use_system_memory() -> None:
    """Have Arrow take memory as the rest of this process does."""
    pa.set_memory_pool(pa.system_memory_pool())
