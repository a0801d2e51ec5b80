"""Blanks that a PDF draws alone: each counts where it stands, not where it is drawn."""

from __future__ import annotations

from extract.pdf import by_pdfium

# A font whose glyphs are all half an em wide, but for the blank.
_FONT = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
    f"/FirstChar 32 /LastChar 126 /Widths [300 {'500 ' * 94}] >>"
)


def drawn(*operators: str) -> bytes:
    """A PDF of one page of A4 in a type of 10 points."""
    content = "\n".join(("BT /F1 10 Tf", *operators, "ET"))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 {_FONT} >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    body, places = "%PDF-1.4\n", list[int]()
    for number, made in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{made}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode("ascii")


def shown(left: float, height: float, texts: str) -> str:
    """The operators that draw texts at a place."""
    return f"1 0 0 1 {left} {height} Tm [{texts}] TJ"


def strips(*operators: str) -> list[str]:
    """The strips of a page."""
    return [strip.text for sheet in by_pdfium.sheets(drawn(*operators)) for strip in sheet.strips]


def report(height: float, number: int) -> list[str]:
    """A line whose font has no blanks: another one lends both of them, which are drawn before it in one go."""
    blanks = shown(80, height, "( ) -3500 ( )")
    return [blanks, shown(50, height, "(report) -300 (quarter)"), shown(121.5, height, f"({number})")]


def test_blanks_that_are_drawn_before_their_line_stand_where_they_are_seen() -> None:
    lines = [operator for number in (1, 2, 3) for operator in report(700 - 20 * number, number)]
    assert strips(shown(50, 720, "(has some blanks of its own)"), *lines)[1:] == [
        "report quarter 1",
        "report quarter 2",
        "report quarter 3",
    ]


def test_a_blank_drawn_before_its_line_is_none_at_the_end_of_the_line_above() -> None:
    above, blank = shown(50, 720, "(has some blanks of its own)"), shown(80, 700, "( )")
    assert strips(above, blank, shown(50, 700, "(report)"), shown(83, 700, "(1)")) == [
        "has some blanks of its own",
        "report 1",
    ]


def test_the_blank_of_an_empty_row_ends_no_line() -> None:
    row, below = shown(50, 680, "( )"), shown(50, 660, "(below)")
    assert strips(shown(50, 700, "(above the row)"), row, below) == ["above the row", "below"]


def test_a_blank_at_the_end_of_a_line_is_kept() -> None:
    line, blank = shown(50, 700, "(a long line)"), shown(101, 700, "( )")
    assert strips(line, blank, shown(50, 680, "(goes on)")) == ["a long line ", "goes on"]


def test_a_blank_at_the_end_of_a_line_is_kept_though_the_line_is_stretched_or_drawn_later() -> None:
    early, line, late = shown(101, 700, "( )"), shown(50, 700, "(a long line)"), shown(112, 680, "( )")
    below = [shown(50, 680, "(another one)"), late, shown(50, 660, "(goes on)")]
    assert strips(early, line, *below) == ["a long line ", "another one ", "goes on"]


def test_blanks_drawn_in_their_turn_stay_in_their_text() -> None:
    assert strips(shown(50, 700, "(two)"), shown(65, 700, "(  )"), shown(71, 700, "(blanks)")) == ["two blanks"]


def test_the_blank_of_an_empty_cell_beside_a_line_does_not_end_the_line() -> None:
    empty, below = shown(300, 700, "( )"), shown(50, 680, "(below)")
    assert strips(shown(50, 700, "(a label)"), empty, below) == ["a label", "below"]
