"""URLs: told from paths, and written down without what lets somebody in."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import urls
from extract.urls import scheme, without_secrets
from store import remote


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("s3://bucket/a.txt", "s3"),
        ("HTTPS://host.example", "https"),
        ("abfs+x.y-z://c@account/a", "abfs+x.y-z"),
        ("zip://a.txt::s3://bucket/a.zip", "zip"),
        ("simplecache::s3://bucket/a.txt", "simplecache"),
        ("reports/a.txt", ""),
        ("C:/reports/a.txt", ""),
        ("a::b.txt", ""),
        ("pid=1 http://host.example", ""),
        ("-", ""),
    ],
)
def test_schemes(name: str, expected: str) -> None:
    assert scheme(name) == expected


AWS = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=k%2F2026&X-Amz-Date=2026&X-Amz-Signature=0a&X-Amz-Expires=9"


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        (f"https://h.example/r.php?pid=1&{AWS}", "https://h.example/r.php?pid=1"),
        (f"https://h.example/r.php?{AWS}", "https://h.example/r.php"),
        ("https://h.example/r?Signature=a&Expires=1&AWSAccessKeyId=k&pid=1", "https://h.example/r?pid=1"),
        ("https://h.example/r?pid=1&expires=1&se=2", "https://h.example/r?pid=1&expires=1&se=2"),
        ("https://h.example/r?sv=1&se=2&sp=r&sig=a%2Fb&pid=1", "https://h.example/r?pid=1"),
        ("https://h.example/r?pid=1&PHPSESSID=a", "https://h.example/r?pid=1"),
        ("https://h.example/r?session=a&pid=1&SessionId=b&pwd=c&client_secret=d", "https://h.example/r?pid=1"),
        ("https://me:p@ss:word@h.example/r@2?x=a@b", "https://h.example/r@2?x=a@b"),
        ("https://me@h.example/r", "https://h.example/r"),
        ("sftp://me:word@h.example/r", "sftp://h.example/r"),
        ("sftp://me@h.example/r", "sftp://me@h.example/r"),
        ("abfs://container@account.example/r", "abfs://container@account.example/r"),
        ("s3://bucket/r.php?pid=1&sig=a#b", "s3://bucket/r.php?pid=1&sig=a#b"),
        ("reports/me:word@a.txt", "reports/me:word@a.txt"),
    ],
)
def test_secrets_are_left_out(given_url: str, expected: str) -> None:
    assert without_secrets(given_url) == expected


NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=5).map(lambda name: f"p{name}")
VALUES = st.text("0123456789-%กขค", max_size=8)


@given(
    st.lists(st.tuples(NAMES, VALUES), max_size=5),
    st.sampled_from(["", "me:hush@"]),
    st.sampled_from([AWS, "token=hush"]),
)
def test_all_else_stays_as_it_was_written(parameters: list[tuple[str, str]], user: str, signature: str) -> None:
    query = [f"{name}={value}" for name, value in parameters if name not in ("password", "passwd", "phpsessid", "pwd")]
    plain = "https://h.example/r.php" + ("?" + "&".join(query) if query else "")
    signed = f"https://{user}h.example/r.php?{'&'.join([*query[:1], signature, *query[1:]])}"
    assert without_secrets(signed) == plain
    assert without_secrets(plain) == plain


@pytest.mark.parametrize("module", [urls, remote])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
