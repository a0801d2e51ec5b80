"""Producers that are programs of their own: Chromium, LibreOffice, wkhtmltopdf."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.pdf.markup import Sheeting, page
from tests.pdf.word import write_word

TIMEOUT_SECONDS = 120
_CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def chromium_path() -> str | None:
    """Where Chromium is, under any of its names."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def office_path() -> str | None:
    """Where LibreOffice is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def webkit_path() -> str | None:
    """Where wkhtmltopdf is."""
    return shutil.which("wkhtmltopdf")


def chromium(sheeting: Sheeting) -> bytes:
    """Print the page with Chromium."""
    return _chromium(sheeting, "--no-pdf-header-footer")


def chromium_headed(sheeting: Sheeting) -> bytes:
    """Print the page with Chromium's own head and foot: date, title, address and page number."""
    return _chromium(sheeting)


def office_html(sheeting: Sheeting) -> bytes:
    """Convert the page with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.html"
        # LibreOffice loses the first line of a web page, so that an empty one stands before the form.
        source.write_text(page(sheeting, "<p>&nbsp;</p>"), encoding="utf-8")
        return _office(source, "writer_web_pdf_Export")


def office_word(sheeting: Sheeting) -> bytes:
    """Convert the form, written as a Word document, with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.docx"
        write_word(sheeting, source)
        return _office(source, "writer_pdf_Export")


def webkit(sheeting: Sheeting) -> bytes:
    """Print the page with wkhtmltopdf."""
    program = webkit_path()
    assert program, "wkhtmltopdf is not installed"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "form.html", Path(folder) / "form.pdf"
        source.write_text(page(sheeting), encoding="utf-8")
        _run([program, "--quiet", "--page-size", "A4", "--zoom", "1.25", str(source), str(target)])
        return target.read_bytes()


def _chromium(sheeting: Sheeting, *flags: str) -> bytes:
    program = chromium_path()
    assert program, "Chromium is not installed"
    with tempfile.TemporaryDirectory() as folder:
        site, target = Path(folder) / "site", Path(folder) / "form.pdf"
        site.mkdir()
        (site / "print.html").write_text(page(sheeting), encoding="utf-8")
        with _served(site) as port:
            # The foot prints the address, so the page is served under the name of a host that could be real.
            mapped = f"--host-resolver-rules=MAP monitoring.example:80 127.0.0.1:{port}"
            own = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", mapped]
            address = "http://monitoring.example/print.html?pid=27000000-8841"
            _run([program, *_CHROMIUM_FLAGS, *own, *flags, address])
        return target.read_bytes()


def _office(source: Path, filter_name: str) -> bytes:
    program = office_path()
    assert program, "LibreOffice is not installed"
    folder = source.parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run([program, profile, "--headless", "--convert-to", f"pdf:{filter_name}", "--outdir", str(folder), str(source)])
    return source.with_suffix(".pdf").read_bytes()


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, timeout=TIMEOUT_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """Serve a folder on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
