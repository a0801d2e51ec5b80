"""URLs: how one is told from a path, and what of it may be written down.

URLs of object stores are taken letter by letter: a key may hold ``?`` and ``#``, and saved pages
are often named so. Only those of web servers have a query.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)(?:://|::)")
_PASSWORD = re.compile(r"(?<=://)[^/]*:[^/]*@")
_USER = re.compile(r"(?<=://)[^/?#]*@")

WEB = frozenset(("http", "https"))

# Parameters of a query that let somebody in, by how a URL is signed, and those that always do.
_SIGNED = {
    "x-amz-signature": re.compile(r"x-amz-.*"),
    "x-goog-signature": re.compile(r"x-goog-.*"),
    "signature": re.compile(r"signature|expires|policy|key-pair-id|awsaccesskeyid|googleaccessid|security-token"),
    "sig": re.compile(r"sig|sv|ss|srt|sr|sp|se|st|spr|sip|sdd|sk[a-z]{1,3}"),
}
_SECRET = re.compile(
    r"(?:access_?|auth_?)?token|x-amz-security-token|api_?key|password|passwd|pwd|"
    r"(?:client_)?secret|session(?:_?id)?|asp\.net_sessionid|phpsessid|jsessionid"
)


def scheme(name: str) -> str:
    """The scheme of a URL, in small letters; empty for what is none.

    >>> scheme("S3://bucket/a.txt"), scheme("simplecache::s3://bucket/a.txt"), scheme("reports/a.txt")
    ('s3', 'simplecache', '')
    """
    found = _URL.match(name) if "://" in name else None
    return found["scheme"].lower() if found else ""


def without_secrets(name: str) -> str:
    """A URL as places and messages call it: without passwords, signatures, keys and sessions, and without its fragment.

    >>> without_secrets("https://me:word@host.example/r.php?pid=01000000-2462&token=abc")
    'https://host.example/r.php?pid=01000000-2462'
    >>> without_secrets("s3://bucket/r.php?pid=01000000-2462&token=abc")
    's3://bucket/r.php?pid=01000000-2462&token=abc'
    """
    if scheme(name) not in WEB:
        return _PASSWORD.sub("", name, count=1)
    address, _, query = _USER.sub("", name.partition("#")[0], count=1).partition("?")
    kept = _unsigned(query)
    return f"{address}?{kept}" if kept else address


def name_of_page(address: str) -> str:
    """What a dump calls a page: its URL without secrets; some pages are told apart by the route behind ``#`` alone.

    >>> name_of_page("https://host.example/app?PHPSESSID=1a2b#/report/12")
    'https://host.example/app#/report/12'
    """
    _, mark, route = address.partition("#")
    kept = scheme(address) in WEB and "=" not in route
    return without_secrets(address) + (mark + route if kept else "")


def _unsigned(query: str) -> str:
    """A query without what signs it; whatever stays, stays as it was written."""
    parameters = [(part, _name(part)) for part in query.split("&")]
    names = {name for _, name in parameters}
    secret = [_SECRET, *(pattern for signature, pattern in _SIGNED.items() if signature in names)]
    return "&".join(part for part, name in parameters if not any(pattern.fullmatch(name) for pattern in secret))


def _name(parameter: str) -> str:
    return next((name.lower() for name, _ in parse_qsl(parameter, keep_blank_values=True)), "")
