"""What a document that no parser reads is said to be."""

from __future__ import annotations

import pytest

from extract.container import open_document
from parsers import parse
from tests.expected import SAMPLES


@pytest.mark.parametrize(
    ("sample", "title"),
    [
        ("project_page/plain-district-project.txt", "ความคืบหน้าโครงการ/กิจกรรม\n"),
        ("kpi_page/plain-street-trees.txt", "รายละเอียดตัวชี้วัด\n"),
    ],
)
def test_a_page_that_lost_its_title_comes_nearest_to_its_own_layout(sample: str, title: str) -> None:
    text = (SAMPLES / sample).read_text("utf-8")
    assert text.startswith(title)
    rest = text.removeprefix(title).replace("ำ", "ํา")
    lacks = f"it comes nearest to {sample.partition('/')[0]}, but it lacks {title.strip()!r}."
    assert parse(open_document(rest.encode())).problem == f"unrecognised: {lacks}"
