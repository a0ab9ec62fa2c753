"""Take the pictures of README and docs/howto anew: a fresh sample province, signed in, in a real Chromium.

    make pictures        writes docs/pictures/*.png (needs chromium; Debian: apt install chromium)

``report.png`` is not taken here: it shows pages of a PDF. Exit status: 0 taken, 1 something stood in the way.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "docs" / "samples" / "danh-sach-can-bo.xlsx"
WIDE, PHONE = (1280, 800), (360, 740)
MOST = 150_000
PATIENCE = 240  # seconds for the province to be invented on a slow machine


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  (our own server)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"the sample province does not answer at {address}")


def logins(home: Path) -> dict[str, tuple[str, str]]:
    """Password and unit of each sign-in of the demo."""
    rows = (line.split("\t") for line in (home / "demo-logins.txt").read_text(encoding="utf-8").splitlines())
    return {row[1]: (row[2], row[4]) for row in rows}


def signed_in(browser: Browser, address: str, size: tuple[int, int], username: str, password: str) -> Page:
    context = browser.new_context(
        base_url=address,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": size[0], "height": size[1]},
    )
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")
    return page


def take(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)
    path = OUT / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as seen:
        seen.convert("RGB").quantize(200, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {size // 1000} kB")
    if size > MOST:
        raise SystemExit(f"{path.name} is larger than {MOST // 1000} kB")


def pictures(browser: Browser, address: str, home: Path) -> None:
    known = logins(home)
    desk = signed_in(browser, address, WIDE, "lien-doan", known["lien-doan"][0])
    for name, path in {"inbox-1280": "/", "officers-1280": "/can-bo/", "dashboard-1280": "/tinh-hinh/"}.items():
        desk.goto(path)
        take(desk, name)
    desk.goto("/nhap-du-lieu/")
    desk.set_input_files("input[type=file]", SAMPLE)
    desk.get_by_role("button", name="Gửi và xem trước").click()
    desk.get_by_role("heading", name="Xem trước khi áp dụng").wait_for()
    take(desk, "import-1280")

    password, unit = known["chu-tich"]
    desk = signed_in(browser, address, WIDE, "chu-tich", password)
    desk.goto(f"/don-vi/?q={unit}")
    desk.get_by_role("link", name=unit, exact=True).first.click()
    desk.wait_for_url("**/don-vi/*/")
    take(desk, "unit-1280")
    phone = signed_in(browser, address, PHONE, "chu-tich", password)
    take(phone, "inbox-360")
    phone.goto(desk.url)
    phone.locator("#bodies a[href^='/can-bo/']").first.click()
    phone.wait_for_url("**/can-bo/*/")
    take(phone, "officer-360")


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium was not found (Debian: apt install chromium)")
    OUT.mkdir(exist_ok=True)
    address = f"http://127.0.0.1:{(port := free_port())}"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        command = [str(Path(sys.prefix) / "bin" / "nongcot"), "demo", "--port", str(port)]
        settings = {**os.environ, "NONGCOT_HOME": folder}
        with subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                wait_for(f"{address}/dang-nhap/", server)
                with sync_playwright() as playwright:
                    launched = playwright.chromium.launch(
                        executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
                    )
                    pictures(launched, address, home)
                    launched.close()
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(timeout=30)


if __name__ == "__main__":
    main()
