"""The whole thing in a real browser: the real app, started as a person starts it."""

from pathlib import Path

from PIL import Image, ImageDraw

from tests.browser.visiting import Visitor, needs_chromium, playwright

pytestmark = needs_chromium


def test_a_visit(browser: "playwright.Browser", address: str, tmp_path: Path) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    page = ann.page
    assert page.locator(".try").count() == 4 and page.locator(".try img").count() == 1
    assert len(ann.cards()) >= 8 and page.locator(".welcome .stars").count() >= 1
    assert ann.lines() == []

    ann.say("I love oak. Show me a lamp")
    before = ann.cards()
    assert before
    assert any("oak" in line.lower() for line in ann.lines())

    refuse = page.locator(f'.card[data-card="{before[0]}"] button[data-act="dislike"]')
    refuse.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.card[data-card="{before[0]}"]', state="detached")
    page.wait_for_selector(".removed")
    assert before[0] not in ann.cards() and ann.cards() != before

    known = ann.lines()
    page.locator(".known .remove").first.click()
    page.wait_for_function(f"document.querySelectorAll('.known li').length === {len(known) - 1}")
    assert known[0] not in ann.lines()

    page.locator('.card button[data-act="why"]').first.click()
    assert page.locator(".told").inner_text().strip()

    photo = tmp_path / "from my phone.png"
    _draw_vase().save(photo)
    ann.say("something like this", photo)
    assert ann.cards()
    assert page.locator(".photos img").count() == 1

    ben = Visitor(browser, address, locale="zh-CN", viewport={"width": 390, "height": 800})
    assert ben.lines() == [] and ben.page.locator(".turn").count() == 0
    assert "想找点什么" in ben.page.locator(".welcome h2").inner_text()
    assert ben.page.evaluate("document.documentElement.scrollWidth") <= 390
    ben.leave()

    page.reload()
    page.wait_for_selector(".welcome")
    page.wait_for_selector(".known li")
    assert ann.lines()
    ann.leave()


def test_music_has_a_player_films_move_and_the_profile_is_drawn(browser: "playwright.Browser", address: str) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    page = ann.page
    ann.say("music for cooking")
    assert page.locator(".cards .card audio[controls]").count() == len(ann.cards()) > 0
    source = page.locator(".card audio").first.get_attribute("src")
    sound = page.request.get(f"{address.rstrip('/')}/{source}")
    assert sound.ok and sound.body()[:4] == b"OggS"

    ann.say("I love oak. A video of a chair")
    film = page.locator(".turn:last-of-type .card picture img").first
    film.wait_for()
    page.wait_for_function("document.querySelector('.turn:last-of-type .card picture img').naturalWidth > 0")
    assert page.locator(".drawing circle.likes").count() >= 1

    films = ann.cards()
    assert page.locator('.cards .card button[data-act="more"]').count() == len(films)
    page.locator('.cards .card button[data-act="more"]').first.click()
    ann.answered(3)
    assert ann.cards() and films[0] not in ann.cards()
    ann.leave()


def test_what_cannot_be_used_stays_in_the_box(browser: "playwright.Browser", address: str, tmp_path: Path) -> None:
    ann = Visitor(browser, address)
    fake = tmp_path / "fake.jpg"
    fake.write_text("this is no picture")
    ann.say("a lamp like this", fake)
    assert "fake.jpg" in ann.page.locator(".problem").inner_text()
    ann.page.wait_for_function("document.querySelector('#box textarea').value === 'a lamp like this'")
    ann.say("<b>bold</b> <script>alert(1)</script>")
    assert ann.page.locator(".said b").count() == 0
    ann.leave()


def _draw_vase() -> Image.Image:
    picture = Image.new("RGB", (600, 800), (235, 230, 222))
    ImageDraw.Draw(picture).ellipse((200, 250, 400, 650), fill=(40, 70, 140))
    return picture
