"""Bundles: every member of an archive or a dump, once, with its own bytes, and damage that stays where it is."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import re
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.bundles import BrokenBundle, Member, is_bundle, may_be_bundle, members
from tests.bundles import dumped, tarred, zipped

LIMIT = 1 << 20
PAIRS = [("a.txt", b"A"), ("sub/รายงาน.txt", "ผล".encode())]


def read(data: bytes, name: str = "b", limit: int = LIMIT) -> list[Member]:
    return list(members(io.BytesIO(data), name, limit))


def named(data: bytes, name: str = "b") -> list[tuple[str, bytes | str | None]]:
    return [(each.name, each.problem or each.data) for each in read(data, name)]


def codes(data: bytes, limit: int = LIMIT) -> dict[str, str | None]:
    return {each.name: each.problem and each.problem.partition(":")[0] for each in read(data, limit=limit)}


MAKERS: dict[str, Callable[[list[tuple[str, bytes]]], bytes]] = {
    "zip": zipped,
    "zip stored": lambda pairs: zipped(pairs, zipfile.ZIP_STORED),
    "zip bzip2": lambda pairs: zipped(pairs, zipfile.ZIP_BZIP2),
    "zip lzma": lambda pairs: zipped(pairs, zipfile.ZIP_LZMA),
    "tar": tarred,
    "tar gnu": lambda pairs: tarred(pairs, form=tarfile.GNU_FORMAT),
    "tar gz": lambda pairs: tarred(pairs, "w:gz"),
    "tar bz2": lambda pairs: tarred(pairs, "w:bz2"),
    "tar xz": lambda pairs: tarred(pairs, "w:xz"),
    "tar in zip": lambda pairs: zipped([("in.tar", tarred(pairs))]),
    "zip in tar gz": lambda pairs: tarred([("in.zip", zipped(pairs))], "w:gz"),
    "tar gz in zip": lambda pairs: zipped([("in.tgz", tarred(pairs, "w:gz"))]),
}
INNER = {"tar in zip": "in.tar!", "zip in tar gz": "in.zip!", "tar gz in zip": "in.tgz!"}
# A tar knows nothing of the zero character, and control characters are no names anywhere.
FILE_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="\\/"), min_size=1).map(
    lambda name: f"n{name}.txt"
)


@pytest.mark.parametrize("kind", MAKERS)
@given(files=st.dictionaries(FILE_NAMES, st.binary().map(lambda data: b"=" + data), min_size=1, max_size=5))
def test_archives_give_back_what_was_put_in(kind: str, files: dict[str, bytes]) -> None:
    data = MAKERS[kind](list(files.items()))
    assert may_be_bundle(data[:512])
    assert named(data) == [(INNER.get(kind, "") + name, content) for name, content in files.items()]


@given(st.binary().map(lambda data: b"=" + data), st.sampled_from([gzip.compress, bz2.compress, lzma.compress]))
def test_compressed_files_give_back_what_was_put_in(data: bytes, compress: Callable[[bytes], bytes]) -> None:
    assert named(compress(data), "page.txt.gz") == [("page.txt", data)]
    assert named(compress(data) + compress(b"2"), "page.txt.gz") == [("page.txt", data + b"2")]


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@given(st.lists(TEXTS, min_size=1), st.sampled_from(["\n", "\r\n", "\n \n"]), st.booleans(), st.booleans())
def test_dumps_give_back_their_texts(texts: list[str], end: str, has_mark: bool, is_packed: bool) -> None:
    data = dumped([{"url": f"https://a.example/{at}", "text": text} for at, text in enumerate(texts)], end)
    data = b"\xef\xbb\xbf" + data if has_mark else data
    found = read(gzip.compress(data) if is_packed else data)
    assert [each.data for each in found] == [text.encode() for text in texts]
    assert [each.name for each in found] == [f"https://a.example/{at}" for at in range(len(texts))]
    assert not any(each.is_named for each in found)


@pytest.mark.parametrize("indent", [None, 2])
@given(texts=st.lists(TEXTS, min_size=1))
def test_arrays_give_back_their_texts(indent: int | None, texts: list[str]) -> None:
    data = json.dumps([{"text": text} for text in texts], indent=indent).encode()
    assert [each.data for each in read(data)] == [text.encode() for text in texts]


WHOLE = [make([*PAIRS, ("c.jsonl", dumped([{"text": "x"}]))]) for make in MAKERS.values()]
WHOLE += [dumped([{"url": "u", "text": "t"}] * 3), gzip.compress(b"x" * 999), bz2.compress(b"x"), lzma.compress(b"x")]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A bundle with bytes overwritten, and its end missing now and then."""
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(1, len(data)))] if draw(st.booleans()) else data)


@given(st.binary() | damaged() | st.binary().map(lambda data: b"PK\x03\x04" + data))
def test_any_bytes_give_members_or_a_broken_bundle(data: bytes) -> None:
    found, file = [], io.BytesIO(data)
    file.seek(1)
    is_one = is_bundle(file)
    assert file.tell() == 1
    assert may_be_bundle(data[:512]) or not is_one
    fault = None
    try:
        for member in members(file, "b.gz", LIMIT):
            found.append(member)
    except BrokenBundle as raised:
        fault = str(raised)
    assert fault is None or re.fullmatch(rf"damaged-archive: .*, after {len(found)} members; fetch it again\.", fault)
    assert all((each.data is None) == (each.problem is not None) for each in found)
    assert len({each.name for each in found}) == len(found)


NO_BUNDLES = {
    "a report": "โครงการ : ทดสอบ".encode(),
    "a report in braces": b"{a report\nwith lines}",
    "other JSON": b'{"name": "x", "version": 1}',
    "a list": b"[1, 2]",
    "nothing": b"",
    "docx": zipped([("[Content_Types].xml", b""), ("word/document.xml", b"")]),
    "docx in another order": zipped([("word/document.xml", b""), ("[Content_Types].xml", b"")]),
    "docx that was cut": zipped([("[Content_Types].xml", b""), ("word/document.xml", b"")])[:60],
    "epub": zipped([("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"")]),
    "odt": zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")]),
}


@pytest.mark.parametrize("kind", NO_BUNDLES)
def test_documents_are_no_bundles(kind: str) -> None:
    assert not is_bundle(io.BytesIO(NO_BUNDLES[kind]))
    assert named(zipped([("it", NO_BUNDLES[kind])])) == [("it", NO_BUNDLES[kind])]


def test_names_that_hold_no_report_are_passed_over() -> None:
    names = ["__MACOSX/._a.txt", ".DS_Store", "Thumbs.db", "a.tmp", ".git/a.txt", "~$a.docx", "a.txt"]
    for data in (zipped((name, b"1") for name in names), tarred((name, b"1") for name in names)):
        assert named(data) == [("a.txt", b"1")]


def test_names_are_labels() -> None:
    names = ["/etc/a.txt", "../a.txt", "./b.txt", "c\\d.txt", "x!y.txt", "dir/"]
    expected = ["/etc/a.txt", "../a.txt", "b.txt", "c/d.txt", "x!y.txt"]
    assert [name for name, _ in named(zipped((name, b"") for name in names))] == expected
    assert [name for name, _ in named(tarred((name, b"") for name in names))] == expected


def test_repeated_names_are_numbered() -> None:
    pairs = [("a", b"1"), ("a!2", b"2"), ("a", b"3"), ("a", b"4")]
    expected = [("a", b"1"), ("a!2", b"2"), ("a!3", b"3"), ("a!4", b"4")]
    assert named(zipped(pairs)) == expected
    assert named(tarred(pairs)) == expected
    pages = [{"url": "u", "text": "1"}, {"url": "u", "text": "2"}]
    assert named(zipped([("d.jsonl", dumped(pages))])) == [("d.jsonl!u", b"1"), ("d.jsonl!u!2", b"2")]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("รายงาน.txt".encode("cp874"), "รายงาน.txt"),
        ("รายงาน.txt".encode(), "รายงาน.txt"),
        (b"canci\xa2n.txt", "canción.txt"),
    ],
)
def test_names_of_zips_without_the_flag(raw: bytes, name: str) -> None:
    stand_in = "n" * len(raw)
    assert named(zipped([(stand_in, b"1")]).replace(stand_in.encode(), raw)) == [(name, b"1")]


def test_nesting() -> None:
    deep = zipped([("in.zip", zipped(PAIRS)), ("in.tgz", tarred(PAIRS, "w:gz")), ("a.txt.gz", gzip.compress(b"1"))])
    found = dict(named(zipped([("deep.zip", deep), ("b.txt.gz", gzip.compress(b"2"))])))
    assert found.pop("b.txt.gz!b.txt") == b"2"
    assert found.pop("deep.zip!a.txt.gz!a.txt") == b"1"
    assert set(found) == {"deep.zip!in.zip", "deep.zip!in.tgz"}
    assert all(str(said).startswith("nested-too-deep: ") for said in found.values())
    for _ in range(4):
        deep = gzip.compress(deep)
    assert list(codes(deep).values()) == ["nested-too-deep"]


def test_a_bad_member_costs_only_itself() -> None:
    data = zipped([("a", b"aaaa"), ("b", b"bbbb"), ("in.zip", zipped(PAIRS)[:-30]), ("c", b"cccc")], zipfile.ZIP_STORED)
    expected = {"a": None, "b": "damaged-member", "in.zip": "damaged-member", "c": None}
    assert codes(data.replace(b"bbbb", b"bbxb", 1)) == expected


def test_encrypted_members_say_so() -> None:
    data = bytearray(zipped(PAIRS))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(data)) == {"a.txt": "encrypted-member", "sub/รายงาน.txt": None}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_unsafe(kind: bytes) -> None:
    assert codes(tarred([("a", b"")], type=kind, linkname="/etc/passwd")) == {"a": "unsafe-member"}


@pytest.mark.parametrize("kind", ["zip", "tar", "tar gz", "tar xz", "tar in zip"])
def test_a_large_member_is_not_read(kind: str) -> None:
    data = MAKERS[kind]([("a", b"1"), ("b", b"2" * 4_001), ("c", b"3" * 4_000)])
    assert list(codes(data, 4_000).values()) == [None, "too-large", None]


def test_a_long_or_broken_line_costs_only_itself() -> None:
    data = dumped([{"text": "1"}, {"text": "2" * 200_000}, {"text": "3"}])
    assert codes(data, 1_000) == {"1": None, "2": "too-large", "3": None}
    assert codes(gzip.compress(data), 150_000) == {"1": None, "2": "too-large", "3": None}
    assert codes(b'{"text": "x"}\n{"text": "\xa1"}\n') == {"1": None, "2": "bad-line"}


def test_bombs_end_and_need_no_memory() -> None:
    size = 200 << 20
    head = tarfile.TarInfo("bomb")
    head.size = size
    packer = gzip.compress(bytes(1 << 20), 1)
    bomb = gzip.compress(head.tobuf()) + packer * 200
    tracemalloc.start()
    file = io.BytesIO(bomb)
    found = members(file, "b.tgz", LIMIT)
    assert (next(found).problem or "").startswith("too-large: ")
    with pytest.raises(BrokenBundle, match="decompressed"):
        next(found)
    assert codes(packer * 200) == {"b": "too-large"}
    with pytest.raises(BrokenBundle, match="blank lines"):
        read(gzip.compress(b'{"text": "1"}\n') + gzip.compress(b"\n" * (1 << 20), 1) * 80)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * LIMIT


def test_memory_does_not_grow_with_the_members() -> None:
    noise = random.Random(1).randbytes(500_000)
    data = tarred([(f"{at}.txt", noise) for at in range(60)], "w:")
    tracemalloc.start()
    assert sum(1 for _ in members(io.BytesIO(data), "b.tar", LIMIT)) == 60
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * len(noise)


LINES = [
    ('{"text": "seen", "html": "source"}', b"seen"),
    ('{"text": " ", "html": "<p>source"}', b"<p>source"),
    ('{"text": null, "html": "\\u0e01"}', "ก".encode()),
    ('{"url": 7, "text": "x"}', b"x"),
    ('{"url": "u"}', "has the keys url;"),
    ('{"content": "x", "id": 1}', "has the keys content, id;"),
    ('{"text": ""}', "has no words in its text or html;"),
    ("{}", "has no keys;"),
    ("[1]", "holds no object;"),
    ('{"text": "cut', "is no JSON (Unterminated string starting at: character 9);"),
    ('{"text": "\\ud800"}', "escapes half a character;"),
    ('{"text": "\\ud83d\\ude00"}', "😀".encode()),
    ("[" * 100_000, "is nested too deep;"),
]


@pytest.mark.parametrize(("line", "said"), LINES)
def test_lines_of_dumps(line: str, said: bytes | str) -> None:
    found = read(b'{"url": "u", "text": "x"}\n\n' + line.encode() + b"\n" + b'{"text": "last"}')
    assert [each.name for each in found] == ["u", "3", "4"]
    expected = "expected one JSON object with url, and text or html."
    assert found[1].data == said or found[1].problem == f"bad-line: line 3 {said!s} {expected}"


@pytest.mark.parametrize("kind", ["zip", "tar", "tar gz", "tar xz"])
def test_what_was_cut_says_so(kind: str) -> None:
    noise = random.Random(2).randbytes(100_000)
    data = MAKERS[kind]([("a", b"1"), ("b", noise), ("c", b"3")])
    found = members(io.BytesIO(data[: len(data) // 2]), kind, LIMIT)
    with pytest.raises(BrokenBundle, match=r"^damaged-archive: .*, after \d members; fetch it again\.$"):
        assert all(each.name in "ab" for each in found)


def test_a_tar_without_its_end_mark_was_cut() -> None:
    with pytest.raises(BrokenBundle, match=r"no end mark.*after 2 members"):
        read(tarred([("a", b"1"), ("b", b"2")])[: 4 * 512])


GZ_NAMES = [("a.txt.gz", "a.txt"), ("a.TXT.GZ", "a.TXT"), ("a.txt", "stored.txt"), ("x/a.gz", "a")]


@pytest.mark.parametrize(("name", "inner"), GZ_NAMES)
def test_names_of_compressed_files(name: str, inner: str) -> None:
    file = io.BytesIO()
    with gzip.GzipFile("stored.txt", "wb", fileobj=file) as packed:
        packed.write(b"1")
    assert named(file.getvalue(), name) == [(inner, b"1")]
