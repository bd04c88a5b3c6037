"""Photos in a real browser: every way they come in, what was seen in them, and choosing one of several things."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.browser.visiting import Visitor, needs_chromium, playwright, started

pytestmark = needs_chromium

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
CARRIED = """([data, name, type]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    window.carried = new DataTransfer();
    window.carried.items.add(new File([bytes], name, { type }));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("two-things")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with started(folder, "tests/browser/two_things.py", str(folder)) as address:
        yield address


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("photos")
    for n in range(7):
        picture = Image.new("RGB", (900, 640), (222, 214, 130 + 10 * n))
        ImageDraw.Draw(picture).polygon([(120, 100), (380, 100), (440, 560), (60, 560)], fill=(60, 130, 80))
        ImageDraw.Draw(picture).ellipse((530, 240, 820, 560), fill=(40, 70, 150))
        picture.save(folder / f"{n}.jpg")
    return sorted(folder.iterdir())


def carry(person: Visitor, file: Path, type: str = "image/jpeg") -> None:
    """Have a file in the hand, or in the clipboard."""
    person.page.evaluate(CARRIED, [base64.b64encode(file.read_bytes()).decode(), file.name, type])


def drag(person: Visitor, place: str, event: str) -> str:
    """Drag what is in the hand; returns what the page says at that moment."""
    made = f"new DragEvent('{event}', {{ bubbles: true, cancelable: true, dataTransfer: window.carried }})"
    act = f"document.querySelector('{place}').dispatchEvent({made}); const veil = document.querySelector('.veil');"
    return str(person.page.evaluate(f"() => {{ {act} return veil.checkVisibility() ? veil.innerText : '' }}"))


def paste(person: Visitor, place: str) -> None:
    made = "new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: window.carried })"
    person.page.evaluate(f"document.querySelector('{place}').dispatchEvent({made})")


def chips(person: Visitor) -> list[str]:
    return person.page.locator(".turn:last-of-type .seen li > span").all_inner_texts()


def settled(person: Visitor, told: list[str]) -> None:
    """Wait until the newest photo's chips read so, and nothing is going on."""
    person.page.wait_for_function(
        """(told) => !document.querySelector('.status') && told.join('|') ===
        [...document.querySelectorAll('.turn:last-of-type .seen li > span')].map((chip) => chip.innerText).join('|')""",
        arg=told,
    )


def test_photos_come_in_from_anywhere_and_go_again(
    browser: "playwright.Browser", address: str, photos: list[Path]
) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    page = ann.page
    carry(ann, photos[0])
    assert drag(ann, ".welcome h2", "dragover") == "Drop your photos here"
    assert drag(ann, ".welcome h2", "drop") == ""
    ann.attached(1)
    for place, event in (("#box textarea", "drop"), ("#panel", "drop")):
        drag(ann, place, event)
    ann.attached(3)
    for place in ("body", "#box textarea"):
        paste(ann, place)
    ann.attached(5)

    page.locator("#box .delete-button").first.focus()
    for left in range(4, -1, -1):
        page.keyboard.press("Enter")
        ann.attached(left)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Add photos"

    ann.say("like these", *photos[:2])
    assert page.locator(".photo img").count() == 2 and page.locator("#box .thumbnail-item").count() == 0
    assert page.locator(".photo img").evaluate_all("all => all.every((one) => one.naturalWidth > 0)")
    ann.leave()


def test_a_phone_has_a_button_for_its_camera(browser: "playwright.Browser", address: str, photos: list[Path]) -> None:
    ann = Visitor(browser, address, locale="zh-CN", **PHONE)
    with ann.page.expect_file_chooser() as chooser:
        ann.page.get_by_role("button", name="拍照").tap()
    picker = chooser.value.element
    assert (picker.get_attribute("accept"), picker.get_attribute("capture")) == ("image/*", "environment")
    chooser.value.set_files(photos[0])
    ann.attached(1)
    assert ann.page.locator('#box input[type="file"]').get_attribute("accept") == "image/*"
    ann.say("想要类似的")
    assert chips(ann) == ["台灯", "绿色", "写着“BRAVO”"]
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= 390
    ann.leave()


def test_a_large_photo_is_made_smaller_before_it_is_sent(
    browser: "playwright.Browser", address: str, tmp_path: Path
) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    large = tmp_path / "large.png"
    Image.effect_noise((2400, 1800), 80).save(large)
    with ann.page.expect_response("**/upload?*") as sent:
        ann.choose([large])
    (kept,) = sent.value.json()
    assert kept.endswith("/large.jpg")
    ann.say("like this")
    assert ann.page.locator(".photo img").evaluate("one => one.naturalWidth / one.naturalHeight") == pytest.approx(
        4 / 3
    )
    ann.leave()


def test_too_many_photos_and_other_files_are_told(
    browser: "playwright.Browser", address: str, photos: list[Path], tmp_path: Path
) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    note = ann.page.locator("#attach .note")
    ann.page.set_input_files('#box input[type="file"]', photos)
    ann.attached(6)
    assert note.inner_text() == "A message takes up to 6 photos; the others were left out."
    (tmp_path / "notes.txt").write_text("milk")
    carry(ann, tmp_path / "notes.txt", "text/plain")
    drag(ann, ".welcome", "drop")
    only = "Only photos can be added; please choose a JPEG, PNG or WebP."
    assert note.inner_text() == only
    ann.page.evaluate("document.querySelector('#attach .note').textContent = ''")
    carry(ann, tmp_path / "notes.txt", "application/pdf")
    paste(ann, "#box textarea")
    assert note.inner_text() == only
    ann.attached(6)
    ann.leave()


def test_a_bad_photo_leaves_words_and_other_photos_in_the_box(
    browser: "playwright.Browser", address: str, photos: list[Path], tmp_path: Path
) -> None:
    ann = Visitor(browser, address, locale="zh-CN")
    (tmp_path / "fake.jpg").write_text("this is no picture")
    ann.say("一盏灯", photos[0], tmp_path / "fake.jpg", photos[1])
    assert ann.page.locator(".problem").inner_text() == "fake.jpg 不是我能读取的图片，请发送 JPEG、PNG 或 WebP。"
    ann.page.wait_for_function("document.querySelector('#box textarea').value === '一盏灯'")
    ann.attached(2)
    ann.page.locator("#box textarea").press("Enter")
    ann.answered(2)
    assert ann.page.locator(".turn:last-of-type .photo img").count() == 2
    ann.leave()


def test_what_takes_long_is_told(browser: "playwright.Browser", address: str, photos: list[Path], folder: Path) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    page, uploads = ann.page, []
    page.route("**/upload?*", lambda route: uploads.append(route))
    page.set_input_files('#box input[type="file"]', photos[0])
    page.get_by_text("Adding your photo …").wait_for()
    uploads[0].continue_()
    ann.attached(1)
    page.wait_for_function("document.querySelector('#attach .note').textContent === ''")

    (folder / "hold").touch()
    page.locator("#box textarea").fill("something like this")
    page.locator("#box textarea").press("Enter")
    page.get_by_text("Looking at your photo …").wait_for()
    assert page.locator(".photo img").count() == 1
    (folder / "hold").unlink()
    ann.answered(1)
    page.wait_for_function("!document.querySelector('#talk .slow')")
    ann.leave()


def test_what_is_sent_meanwhile_waits_for_the_answer(
    browser: "playwright.Browser", address: str, photos: list[Path], folder: Path
) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    box = ann.page.locator("#box textarea")
    ann.choose(photos[:1])
    (folder / "hold").touch()
    box.press("Enter")
    ann.page.wait_for_selector(".turn .status", state="attached")
    box.fill("cheaper")
    box.press("Enter")
    assert ann.page.locator(".turn").count() == 1
    (folder / "hold").unlink()
    ann.answered(2)
    assert ann.page.locator(".turn:last-of-type .said").inner_text().endswith("cheaper")
    ann.page.wait_for_function("document.querySelector('#box textarea').value === ''")
    box.press("Enter")
    ann.say("a sofa")
    assert ann.page.locator(".turn").count() == 3, "nothing was said with the Enter between"
    ann.leave()


def test_what_was_seen_can_be_taken_away_and_another_thing_chosen(
    browser: "playwright.Browser", address: str, photos: list[Path]
) -> None:
    ann = Visitor(browser, address, locale="en-GB", color_scheme="dark")
    page = ann.page
    ann.say("something like this", photos[0])
    assert chips(ann) == ["table lamp", "green", "says “BRAVO”"]
    page.get_by_role("button", name="Search without: green").focus()
    page.keyboard.press("Enter")
    settled(ann, ["table lamp", "says “BRAVO”"])
    assert page.evaluate("document.activeElement.className") == "remove"

    frame = page.get_by_role("button", name="Your photo, with the table lamp and the vase: open it to choose one")
    frame.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Your photo").get_by_role("button", name="the table lamp")
    box.wait_for()
    assert box.get_attribute("aria-pressed") == "true" and page.evaluate("document.activeElement.dataset.thing") == "0"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.evaluate("document.activeElement.className") == "frame"

    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(ann, ["vase", "blue", "says “BRAVO”"])
    assert page.locator("dialog").count() == 0 and page.locator(".frame .box.chosen").count() == 1

    ann.say("a sofa")
    assert page.locator(".turn:first-of-type .seen .remove").count() == 0, "a newer list came after it"
    page.locator(".frame").first.click()
    page.wait_for_selector("dialog[open]")
    assert page.locator("dialog button.box").count() == 0 and page.locator("dialog .box").count() == 2
    page.locator("dialog .close").click()
    page.wait_for_selector("dialog", state="detached")
    ann.leave()
