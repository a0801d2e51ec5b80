"""Arrow without pandas, which it would load to know whether a list is one of pandas."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache

import pyarrow as pa


@cache
def pass_pandas_over() -> None:
    """Let Arrow find no pandas until somebody asks it for a frame.

    At the first list that it is given it would load pandas: a third of a second and 40 MB in every
    process.
    """
    if "pandas" not in sys.modules:
        sys.modules["pandas"] = None  # type: ignore[assignment]
        with suppress(ImportError, AttributeError):
            pa.array([None])
        sys.modules.pop("pandas", None)
