"""Arrow without pandas, which it would load to know whether a list is one of pandas."""

from __future__ import annotations

import sys
from functools import cache

import pyarrow as pa


class _Hidden:
    """Stands before all that find modules, and says that there is no pandas."""

    @staticmethod
    def find_spec(name: str, path: object, target: object = None) -> None:
        """Nothing, of any other module."""
        if name == "pandas":
            raise ModuleNotFoundError("pandas is hidden from Arrow")


@cache
def pass_pandas_over() -> None:
    """Let Arrow find no pandas until somebody asks it for a frame.

    At the first list that it is given it would load pandas: a third of a second and 40 MB in every
    process.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _Hidden)
    try:
        # Of a list both halves of Arrow, that in C++ and that in Python, look for pandas, and never again.
        pa.array([None, 0])
    finally:
        sys.meta_path.remove(_Hidden)
