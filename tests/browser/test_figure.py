"""The figure does the movement: in the library and in the player, for who wants it still, and without WebGL."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, expect

from tests.browser.looks import Looks
from tests.browser.person import Person
from tests.browser.serving import DRAWS, FLAGS, App, chromium_path
from tests.browser.waiting import comes_true
from tests.browser.weeks import was_interviewed

PHONE: ViewportSize = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def drawing(playwright: Playwright) -> Iterator[Browser]:
    """Start a browser that can draw the figure."""
    path = chromium_path(light=False)
    if path is None:
        pytest.skip("no Chromium")
    flags = [flag for flag in FLAGS if flag != "--disable-gpu"]
    browser = playwright.chromium.launch(executable_path=path, args=[*flags, *DRAWS])
    yield browser
    browser.close()


def opened(browser: Browser, app: App, *, still: bool = False) -> Person:
    context = browser.new_context(
        viewport=PHONE, reduced_motion="reduce" if still else "no-preference", service_workers="block"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    return Person(page=page, base=app.base)


def picture(page: Page) -> bytes:
    """Return what the figure's place looks like."""
    box = page.locator(".figure.shown").bounding_box()
    assert box is not None
    return bytes(page.screenshot(clip=box))


def is_drawn(page: Page) -> None:
    expect(page.locator(".figure.shown")).to_be_visible()
    page.wait_for_timeout(600)


def test_the_library_shows_the_movement_move_stop_and_turn(drawing: Browser, app: App) -> None:
    person = opened(drawing, app)
    page = person.page
    person.opens("/movements/bridge")
    is_drawn(page)
    before = picture(page)
    page.wait_for_timeout(1500)
    assert picture(page) != before, "it moves"

    person.presses("Stop")
    page.wait_for_timeout(300)
    still = picture(page)
    page.wait_for_timeout(1000)
    assert picture(page) == still, "it stands still"

    person.presses("Turn left")
    page.wait_for_timeout(500)
    turned = picture(page)
    assert turned != still, "it is seen from another side"
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert picture(page) != turned, "the arrow keys turn it too"
    person.presses("What works")
    expect(page.get_by_role("button", name="What works")).to_have_attribute("aria-pressed", "true")
    page.context.close()


def test_the_other_side_is_its_mirror_image(drawing: Browser, app: App) -> None:
    person = opened(drawing, app)
    page = person.page
    person.opens("/movements/half_kneeling_hip_flexor")
    is_drawn(page)
    person.presses("Stop")
    page.wait_for_timeout(300)
    one = picture(page)
    person.presses("Other side")
    page.wait_for_timeout(500)
    assert picture(page) != one
    page.context.close()


def test_the_player_shows_it_and_waits_at_the_start_until_it_is_time(drawing: Browser, app: App) -> None:
    was_interviewed(app)
    person = opened(drawing, app)
    page = person.page
    page.clock.set_fixed_time(app.clock.now())
    person.opens()
    person.goes_to_the_session()
    person.presses("Start")
    is_drawn(page)
    waits = picture(page)
    page.wait_for_timeout(800)
    assert picture(page) == waits, "at the start while one lies down"
    person.presses("Begin now")
    page.wait_for_timeout(1500)
    assert picture(page) != waits, "then it leads"
    page.context.close()


def test_who_wants_nothing_to_move_sees_drawings_and_may_still_ask(drawing: Browser, app: App) -> None:
    person = opened(drawing, app, still=True)
    page = person.page
    person.opens("/movements/cat_cow")
    drawings = page.locator(".stills img")
    expect(drawings.first).to_be_visible()
    assert drawings.count() >= 2
    comes_true(page, "[...document.querySelectorAll('.stills img')].every((image) => image.naturalWidth > 0)")
    looks = Looks(page)
    looks.at("a movement, still")
    assert not looks.wrong
    person.presses("Play")
    is_drawn(page)
    page.context.close()


def test_without_webgl_there_are_drawings_in_the_library_and_in_the_player(ready: Person) -> None:
    page = ready.page
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.reload()
    page.clock.resume()
    ready.presses("Start")
    expect(page.locator(".stills img")).to_have_count(1)
    ready.opens("/movements/bridge")
    expect(page.locator(".stills img").first).to_be_visible()
    assert page.locator(".stills img").count() >= 2
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


def test_the_pages_with_a_figure_are_accessible(drawing: Browser, app: App) -> None:
    person = opened(drawing, app)
    looks = Looks(person.page)
    for movement in ("bridge", "seated_march"):
        person.opens(f"/movements/{movement}")
        is_drawn(person.page)
        person.presses("Stop")
        looks.at(movement)
    assert not looks.wrong, "\n".join(str(each) for each in looks.wrong)
    person.page.context.close()
