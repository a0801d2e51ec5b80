"""What a kind of issue is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of issue; ``look_at`` tells a person what to check, in one or two sentences.

    Those of a container were found in the bytes, so that the text alone cannot tell them.
    """

    code: str
    severity: Severity
    meaning: str
    look_at: str
    is_of_container: bool = False
