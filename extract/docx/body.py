"""The body of a Word document as lines of text, told element by element and so at any depth."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from extract.docx.flow import Flow, Paragraph, Row
from extract.docx.package import parse
from extract.docx.styles import OFF, Styles, whole
from extract.symbols import symbol

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FORMULAS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "http://purl.oclc.org/ooxml/officeDocument/math}",
)
# Elements that show nothing: what a tracked change took away, codes of fields, what was before a change of form,
# the tab stops of a paragraph, properties of controls, sections and tables, and the reading aids of Chinese.
_CHANGED = ("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "numbering", "tblGrid")
_UNSEEN = frozenset(
    (
        *("moveFrom", "delText", "instrText", "delInstrText", "tabs", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "rt"),
        *("tblGrid", *(f"{name}Change" for name in _CHANGED)),
    )
)
# What stands in a run for a character. A hyphen that does not break looks like any other.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What a formula draws between two of its parts.
_OF_FORMULAS = {"den": "/", "sup": "^", "sub": "_"}
_CODE = re.compile("[0-9A-Fa-f]{4}")

Attributes = dict[str, str]


class Body:
    """Reads the body of a document, and its notes."""

    def __init__(self, styles: Styles, taken_in: Mapping[str, str]) -> None:
        self._styles, self._taken_in = styles, taken_in
        self._flows = [Flow()]
        self._paragraphs: list[Paragraph] = []
        self._rows: list[Row] = []
        self._parents: list[str] = []
        self._skipped = 0
        # Whether a run is hidden, and each field that is open, whether its code is being told.
        self._is_hidden = False
        self._fields: list[bool] = []
        self._chosen: list[bool] = []
        self._is_text = False
        self._keeps_blanks = False
        self._texts: list[str] = []
        # The notes that the body names, in order, and what they say.
        self._references: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._notes: dict[str, str] = {}
        self._note = ""

    def read(self, body: bytes, *notes: bytes | None) -> str:
        """The text of a document: of its body, then of the notes that the body names, kind by kind.

        Raises Unreadable.
        """
        parse(body, self._start, self._end, self._add)
        lines = self._end_flow()
        self._flows = [Flow()]
        for part in notes:
            if part is not None:
                parse(part, self._start, self._end, self._add)
        for names in self._references.values():
            lines += [f"[{n}] {said}" for n, name in enumerate(names, 1) if (said := self._notes.get(name))]
        return "".join(f"{line}\n" for line in lines)

    def _start(self, name: str, attributes: Attributes) -> None:
        space, _, local = name.rpartition("}")
        self._parents.append(local)
        if self._skipped or self._is_unseen(space + "}", local):
            self._skipped += 1
        elif space + "}" in _WORD:
            if (act := _STARTS.get(local)) is not None:
                act(self, {key.rpartition("}")[2]: value for key, value in attributes.items()})
            elif local in _CHARACTERS and self._parents[-2:-1] == ["r"]:
                self._put(_CHARACTERS[local])
        elif space + "}" in _FORMULAS:
            self._begin_formula(local)

    def _is_unseen(self, space: str, local: str) -> bool:
        """Whether an element shows nothing; of several choices for one thing the first counts."""
        if space == _CHOICES:
            if local == "AlternateContent":
                self._chosen.append(False)
            elif local in ("Choice", "Fallback") and self._chosen:
                was_chosen, self._chosen[-1] = self._chosen[-1], True
                return was_chosen
        if local == "del" and space in _WORD:
            # In properties it tells that the end of a paragraph or a row was deleted.
            return self._parents[-2:-1] not in (["rPr"], ["trPr"])
        return local in _UNSEEN and space in _WORD

    def _end(self, name: str) -> None:
        space, _, local = name.rpartition("}")
        self._parents.pop()
        if self._skipped:
            self._skipped -= 1
        elif space + "}" in _WORD:
            if (act := _ENDS.get(local)) is not None:
                act(self)
        elif space + "}" in _FORMULAS:
            self._end_formula(local)
        elif local == "AlternateContent" and space + "}" == _CHOICES:
            self._chosen.pop()

    def _add(self, text: str) -> None:
        if self._is_text and not self._skipped:
            self._texts.append(text)

    def _put(self, text: str) -> None:
        """Add to the paragraph what is neither hidden nor the code of a field."""
        if self._paragraphs and not self._is_hidden and True not in self._fields:
            self._paragraphs[-1].parts.append(text)

    # Paragraphs.

    def _begin_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(Paragraph())

    def _take_style(self, said: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = said.get("val")

    def _take_list(self, said: Attributes) -> None:
        if self._paragraphs and self._parents[-2:-1] == ["numPr"]:
            self._paragraphs[-1].list_id = said.get("val")

    def _take_level(self, said: Attributes) -> None:
        if self._paragraphs and self._parents[-2:-1] == ["numPr"]:
            self._paragraphs[-1].level = whole(said.get("val"))

    def _end_paragraph(self) -> None:
        paragraph, flow = self._paragraphs.pop(), self._flows[-1]
        said = "".join(paragraph.parts)
        if paragraph.has_end:
            label = self._styles.label(paragraph.style, paragraph.list_id, paragraph.level)
            flow.lines.append(label + flow.carried + said)
            flow.carried = ""
        else:
            flow.carried += said
        flow.lines += paragraph.boxes

    # Runs and what stands in them.

    def _begin_run(self, _: Attributes) -> None:
        style = self._paragraphs[-1].style if self._paragraphs else None
        self._is_hidden = style is not None and self._styles.is_hidden(style)

    def _take_run_style(self, said: Attributes) -> None:
        if self._parents[-3:-2] == ["r"] and self._styles.is_hidden(said.get("val", "")):
            self._is_hidden = True

    def _hide(self, said: Attributes) -> None:
        is_hidden = said.get("val") not in OFF
        if self._parents[-3:] == ["r", "rPr", "vanish"]:
            self._is_hidden = is_hidden
        elif self._parents[-3:] == ["pPr", "rPr", "vanish"] and self._paragraphs and is_hidden:
            self._paragraphs[-1].has_end = False

    def _show(self) -> None:
        self._is_hidden = False

    def _begin_text(self, said: Attributes) -> None:
        self._is_text, self._texts = True, []
        self._keeps_blanks = said.get("space") == "preserve"

    def _end_text(self) -> None:
        text = "".join(self._texts)
        self._is_text = False
        # A line break in the file is a blank to Word.
        self._put((text if self._keeps_blanks else text.strip()).replace("\n", " "))

    def _add_symbol(self, said: Attributes) -> None:
        code = said.get("char", "")
        drawn = chr(int(code, 16)) if _CODE.fullmatch(code) else ""
        if drawn.isprintable() or "\ue000" <= drawn <= "\uf8ff":
            self._put(symbol(drawn, said.get("font", "")) if drawn else "")

    def _take_field(self, said: Attributes) -> None:
        kind = said.get("fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _begin_formula(self, local: str) -> None:
        if local == "t":
            self._begin_text({"space": "preserve"})
        elif local in _OF_FORMULAS:
            self._put(_OF_FORMULAS[local])

    def _end_formula(self, local: str) -> None:
        if local == "t":
            self._end_text()
        elif local == "r":
            self._show()

    # Tables, text boxes, notes.

    def _delete(self, _: Attributes) -> None:
        """A deleted end of a paragraph or of a row, told in its properties."""
        if self._parents[-2:-1] == ["trPr"] and self._rows:
            self._rows[-1].is_deleted = True
        elif self._parents[-3:-1] == ["pPr", "rPr"] and self._paragraphs:
            self._paragraphs[-1].has_end = False

    def _begin_row(self, _: Attributes) -> None:
        self._rows.append(Row())

    def _begin_flow(self, _: Attributes) -> None:
        self._flows.append(Flow())

    def _end_flow(self) -> list[str]:
        flow = self._flows.pop()
        return [*flow.lines, flow.carried] if flow.carried else flow.lines

    def _end_cell(self) -> None:
        lines = self._end_flow()
        if self._rows:
            # A table in a cell has an empty paragraph behind it.
            self._rows[-1].cells.append("\n".join(lines).rstrip("\n"))
        else:
            self._flows[-1].lines += lines

    def _end_row(self) -> None:
        row = self._rows.pop()
        if not row.is_deleted:
            self._flows[-1].lines.append("\t".join(row.cells))

    def _end_box(self) -> None:
        """A text box stands below the paragraph that holds it."""
        lines = self._end_flow()
        (self._paragraphs[-1].boxes if self._paragraphs else self._flows[-1].lines).extend(lines)

    def _take_in(self, said: Attributes) -> None:
        self._flows[-1].lines += self._taken_in.get(said.get("id", ""), "").splitlines()

    def _refer(self, said: Attributes) -> None:
        if not self._is_hidden:
            kind = self._parents[-1].removesuffix("Reference")
            self._references[kind].append(f"{kind} {said.get('id')}")

    def _begin_note(self, said: Attributes) -> None:
        self._note = f"{self._parents[-1]} {said.get('id')}"
        self._flows.append(Flow())

    def _end_note(self) -> None:
        self._notes[self._note] = "\n".join(self._end_flow()).strip()


# What is done where an element begins, and where one ends.
_STARTS: dict[str, Callable[[Body, Attributes], None]] = {
    "p": Body._begin_paragraph,
    "pStyle": Body._take_style,
    "numId": Body._take_list,
    "ilvl": Body._take_level,
    "r": Body._begin_run,
    "rStyle": Body._take_run_style,
    "vanish": Body._hide,
    "del": Body._delete,
    "t": Body._begin_text,
    "sym": Body._add_symbol,
    "fldChar": Body._take_field,
    "tr": Body._begin_row,
    "tc": Body._begin_flow,
    "txbxContent": Body._begin_flow,
    "altChunk": Body._take_in,
    "footnoteReference": Body._refer,
    "endnoteReference": Body._refer,
    "footnote": Body._begin_note,
    "endnote": Body._begin_note,
}
_ENDS: dict[str, Callable[[Body], None]] = {
    "p": Body._end_paragraph,
    "r": Body._show,
    "t": Body._end_text,
    "tr": Body._end_row,
    "tc": Body._end_cell,
    "txbxContent": Body._end_box,
    "footnote": Body._end_note,
    "endnote": Body._end_note,
}
