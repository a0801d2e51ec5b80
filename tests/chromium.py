"""Chromium as an oracle: what ``innerText`` gives for pages, where the browser is installed."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--dump-dom"),
)
# Every page is written into a frame of its own; the answers replace the page that did it.
_SCRIPT = """<!doctype html><meta charset=utf-8><body><script>
const told = [];
for (const page of PAGES) {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inner = frame.contentDocument;
  inner.open();
  inner.write(new TextDecoder().decode(Uint8Array.from(atob(page), one => one.charCodeAt(0))));
  inner.close();
  told.push(inner.body ? inner.body.innerText : '');
  frame.remove();
}
const ascii = JSON.stringify(told).replace(
  /[^ -~]/g, one => '\\\\u' + one.charCodeAt(0).toString(16).padStart(4, '0'));
document.body.textContent = 'TOLD' + ascii + 'TOLD';
</script>"""


def inner_texts(pages: list[str], folder: Path) -> list[str]:
    """What the browser shows of each page; the folder holds its profile."""
    assert PROGRAM is not None
    packed = json.dumps([base64.b64encode(page.encode()).decode() for page in pages])
    asking = folder / "asking.html"
    asking.write_text(_SCRIPT.replace("PAGES", packed), encoding="utf-8")
    command = [PROGRAM, *_FLAGS, f"--user-data-dir={folder / 'profile'}", asking.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    answer = re.search("TOLD(.*)TOLD", done.stdout.decode(), re.DOTALL)
    assert answer is not None, done.stderr.decode()
    told: list[str] = json.loads(unescape(answer[1]))
    return told
