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
from typing import TYPE_CHECKING, NamedTuple

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


class SignIn(NamedTuple):
    """One person of the demo who may sign in."""

    role: str
    username: str
    password: str
    name: str
    unit: str


def logins(home: Path) -> dict[str, SignIn]:
    """The sign-ins of the demo by their user names."""
    rows = (line.split("\t") for line in (home / "demo-logins.txt").read_text(encoding="utf-8").splitlines())
    return {row[1]: SignIn(*row) for row in rows}


def signed_in(browser: Browser, address: str, size: tuple[int, int], who: SignIn) -> Page:
    context = browser.new_context(
        base_url=address,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": size[0], "height": size[1]},
    )
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", who.username)
    page.fill("input[name=password]", who.password)
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
    of_the_federation(signed_in(browser, address, WIDE, known["lien-doan"]))
    chair = known["chu-tich"]
    desk = signed_in(browser, address, WIDE, chair)
    desk.goto(f"/don-vi/?q={chair.unit}")
    desk.get_by_role("link", name=chair.unit, exact=True).first.click()
    desk.wait_for_url("**/don-vi/*/")
    take(desk, "unit-1280")
    phone = signed_in(browser, address, PHONE, chair)
    take(phone, "inbox-360")
    phone.goto(desk.url)
    phone.locator("#bodies a[href^='/can-bo/']").first.click()
    phone.wait_for_url("**/can-bo/*/")
    take(phone, "officer-360")
    of_a_voter(phone)
    delegate(phone, known["uy-vien"].name)
    for username, name in (("uy-vien", "inbox-member-360"), ("to-truong", "inbox-group-360")):
        take(signed_in(browser, address, PHONE, known[username]), name)
    desk = signed_in(browser, address, WIDE, known["phuong"])
    desk.goto("/viec/noi-don/")
    take(desk, "gather-1280")


def of_the_federation(desk: Page) -> None:
    for name, path in {
        "inbox-1280": "/",
        "officers-1280": "/can-bo/",
        "dashboard-1280": "/tinh-hinh/",
        "completing-1280": "/kien-toan/",
    }.items():
        desk.goto(path)
        take(desk, name)
    desk.goto("/kien-toan/dai-hoi/")
    desk.locator("main a", has_text="Công đoàn").and_(desk.locator("[href*='/dai-hoi/']:not([href*='?'])")).last.click()
    desk.get_by_role("heading", name="Việc tiếp theo").wait_for()
    desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    take(desk, "congress-360")
    desk.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    desk.goto("/nhap-du-lieu/")
    desk.set_input_files("input[type=file]", SAMPLE)
    desk.get_by_role("button", name="Gửi và xem trước").click()
    desk.get_by_role("heading", name="Xem trước khi áp dụng").wait_for()
    take(desk, "import-1280")


def of_a_voter(phone: Page) -> None:
    """The chair adds a voter to the ballot that is open and opens the link made for that voter."""
    phone.goto("/kien-toan/bau-cu/")
    phone.get_by_role("link", name="Bầu bổ sung ủy viên Ban Chấp hành").first.click()
    phone.get_by_role("link", name="Danh sách, đường dẫn").click()
    phone.get_by_role("link", name="Thêm người").click()
    phone.get_by_label("Danh sách người bầu").fill("Nguyễn Thị Bầu; NV999")
    phone.get_by_label("Lý do").fill("Sót tên khi lập danh sách")
    phone.locator("main form button").last.click()
    phone.get_by_role("button", name="In đường dẫn").click()
    phone.goto(phone.locator(".slip-link").first.inner_text())
    phone.get_by_role("button", name="Bỏ phiếu").wait_for()
    take(phone, "ballot-360")


def delegate(phone: Page, name: str) -> None:
    """The chair hands the first duty to somebody of the committee."""
    phone.goto("/")
    phone.get_by_role("link", name="Thiếu ngày sinh").first.click()
    choice = phone.get_by_label("Giao cho")
    choice.select_option(choice.locator("option", has_text=name).get_attribute("value"))
    phone.get_by_role("button", name="Giao việc").click()
    phone.get_by_role("status").wait_for()


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
