"""WCAG 2.2 AA, as far as a machine can tell: every page and state in both themes. docs/accessibility.md tells more.

A state is a line in one of the stories: its name, and how one gets there from the state before it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.looks import LOST, OVER, SETTLED, Looks
from tests.browser.person import Person
from tests.browser.serving import App, serving
from tests.browser.weeks import weeks_went_by

Step = Callable[[Person, App], None]


@dataclass(frozen=True)
class State:
    """What a page can look like, and how one gets there."""

    name: str
    steps: Sequence[Step]


def state(name: str, *steps: Step) -> State:
    return State(name, steps)


def at(path: str) -> Step:
    return lambda person, _: person.opens(path)


def press(name: str) -> Step:
    return lambda person, _: person.presses(name)


def key(name: str) -> Step:
    return lambda person, _: person.page.keyboard.press(name)


def answer(*, yes: Sequence[str] = (), no: Sequence[str] = (), pain: int = 3) -> Step:
    return lambda person, _: person.answers_the_interview(yes=yes, no=no, pain=pain)


def rate_all(number: int) -> Step:
    return lambda person, _: person.rates_all(number)


def let_pass(seconds: float) -> Step:
    return lambda person, _: person.lets_pass(seconds)


def to_the_player(person: Person, _: App) -> None:
    person.goes_to_the_session()


def finish(person: Person, _: App) -> None:
    person.finishes()


def filter_ups(person: Person, _: App) -> None:
    person.page.get_by_role("radio", name="Steps up").check(force=True)


def day_after(person: Person, app: App) -> None:
    app.clock.next_day()
    person.page.clock.set_system_time(app.clock.now())


def everything_opened(person: Person, _: App) -> None:
    for summary in person.page.locator("summary:visible").all():
        summary.click()


def to_today(person: Person, _: App) -> None:
    person.presses("See my week")
    person.sees_heading("Today")


def welcomed(person: Person, _: App) -> None:
    person.sees_heading("Exercise for a sore back, at home")


def lived(person: Person, app: App) -> None:
    weeks_went_by(app, 28)
    person.page.clock.set_system_time(app.clock.now())


def save(said: str) -> Step:
    def press_it(person: Person, _: App) -> None:
        person.page.get_by_role("button", name="Save").first.click()
        person.page.get_by_text(said).wait_for()

    return press_it


def server_gone(person: Person, app: App) -> None:
    person.opens("/walk")
    app.stop()
    person.page.get_by_role("button", name="Save", exact=True).first.click()
    person.page.get_by_role("alert").wait_for()


QUESTIONS = (
    state("welcome", at("/")),
    state("the first questions", press("Begin")),
    state("answers missing", press("Next")),
    state("stop, at once", answer(yes=["fever"])),
    state("refer", press("Change my answers"), answer(yes=["had cancer"], no=["fever"])),
    state("refused today", at("/")),
    state("limit", press("Change my answers"), answer(yes=["Is kneeling"], no=["had cancer"])),
    state("its reasons", everything_opened),
)
DAY = (
    state("today", at("/"), answer(), to_today),
    state("today, all opened", everything_opened),
    state("a flare, asked", press("My back has flared up")),
    state("before a session", at("/before/morning")),
    state("before a session, answers missing", press("Go to the session")),
    state("before a break", at("/before/break")),
    state("sore now", at("/before/sore_now")),
    state("the player waiting", at("/"), to_the_player),
    state("get ready", press("Start")),
    state("at work", press("Begin now"), let_pass(2)),
    state("paused", press("Pause")),
    state("it hurts", press("It hurts")),
    state("something else is wrong", press("Something else is wrong")),
    state("swap", key("Escape"), press("Swap")),
    state("end?", key("Escape"), press("End")),
    state("after", press("End it here")),
    state("after, answers missing", press("Save the session")),
    state("done", finish),
    state("morning", day_after, at("/morning")),
    state("morning, answered", rate_all(3), press("Save")),
    state("library", at("/movements")),
    state("library, nothing found", at("/movements?words=zebra")),
    state("a movement", at("/movements/bird_dog")),
    state("a movement, all opened", everything_opened),
    state("no such movement", at("/movements/no_such_movement")),
    state("lessons", at("/lessons")),
    state("a lesson", at("/lessons/when_to_seek_help")),
    state("no such page", at("/no/such/page")),
)
FLARE = (
    state(
        "a flare, said", at("/"), answer(), to_today, press("My back has flared up"), press("Yes, make it lighter")
    ),
    state("in a flare", welcomed, answer(pain=6), to_today),
    state("in a flare, all opened", everything_opened),
)
FIRST_DAYS = (
    state("no progress before the questions", at("/progress")),
    state("no calendar before the questions", at("/settings/calendar")),
    state("no progress yet", at("/"), answer(), at("/progress")),
    state("no changes yet", at("/timeline")),
    state("measures, none answered", at("/measures")),
)
SETTINGS = ("answers", "people", "place", "voice", "offline", "calendar", "handout", "data", "about")
WEEKS = (
    state("progress", lived, at("/progress")),
    state("progress, tables opened", everything_opened),
    state("timeline", at("/timeline")),
    state("timeline, all opened", everything_opened),
    state("timeline, filtered", filter_ups),
    state("measures due", at("/measures")),
    state("measures, answers missing", press("Save")),
    state("a measure saved", rate_all(7), save("Saved for")),
    state("walks", at("/walk")),
    state("a walk saved", save("Saved:")),
    state("paper", at("/paper")),
    state("paper, ticked and missing", press("I did all of it"), press("Write it down")),
    state("settings", at("/settings")),
    *(state(f"settings, {name}", at(f"/settings/{name}")) for name in SETTINGS),
    state("a new name", at("/settings/people"), press("Rename You")),
    state("erase", at("/settings/data"), press("Erase everything of mine")),
    state("erase, wrong word", press("Erase for good")),
    state("phone, not started", at("/phone")),
    state("pair, at the computer", at("/pair")),
    state("nobody answers", server_gone),
)
STORIES = {"the questions": QUESTIONS, "a day": DAY, "a flare": FLARE, "first days": FIRST_DAYS, "weeks": WEEKS}
PAGES = (
    "/", "/before/morning", "/movements", "/movements/bird_dog", "/lessons", "/lessons/when_to_seek_help",
    "/progress", "/timeline", "/measures", "/walk", "/paper", "/phone", "/pair",
    "/settings", *(f"/settings/{name}" for name in SETTINGS),
)  # fmt: skip


ALONE = ("/before/morning", "/pair")
"""A step of a path, and the door, have a way back or on, and no menu."""


@pytest.mark.parametrize("story", list(STORIES))
def test_every_state_is_accessible(person: Person, app: App, story: str) -> None:
    looks = Looks(person.page)
    person.page.clock.resume()  # axe waits for timers of its own
    for each in STORIES[story]:
        for step in each.steps:
            step(person, app)
        looks.at(each.name)
    assert not looks.wrong, "\n".join(str(each) for each in looks.wrong)


SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }
    `);
    document.adoptedStyleSheets = [sheet];
}"""
NOT_SPACED = "() => { document.adoptedStyleSheets = []; }"
CUT = """() => [...document.querySelectorAll('main *')]
    .filter((element) => element.checkVisibility() && !element.matches('.unseen, .chart, .chart *'))
    .filter((element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX)
        && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.className + ' ' + element.innerText.slice(0, 30))"""
MOVES = """() => document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length"""
FONT_SIZE = "(size) => { document.documentElement.style.fontSize = size; }"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a page was like, one change after the other. Pixels are those it is wider than its screen."""

    title: str
    menu: Sequence[str]
    moving: int
    narrow_px: int
    spaced_px: int
    spaced_and_cut: Sequence[str]
    twice_the_text_px: int


@pytest.fixture(scope="module")
def seen(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Seen]:
    """Return what each page is like for somebody with weeks behind them."""
    with serving(tmp_path_factory.mktemp("seen") / "data") as app:
        weeks_went_by(app, 28)
        context = browser.new_context(viewport=PHONE, reduced_motion="reduce", service_workers="block")
        page = context.new_page()
        page.clock.install(time=app.clock.now())
        person = Person(page=page, base=app.base)
        found: dict[str, Seen] = {}
        for path in PAGES:
            person.opens(path)
            found[path] = _see(page)
        context.close()
    return found


def _see(page: Page) -> Seen:
    title, moving = page.title(), page.evaluate(MOVES)
    menu = page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts()
    page.evaluate(SPACED)
    spaced_px, cut = page.evaluate(OVER), page.evaluate(CUT)
    page.evaluate(NOT_SPACED)
    page.evaluate(FONT_SIZE, "200%")
    page.evaluate(SETTLED)
    twice_px = page.evaluate(OVER)
    page.evaluate(FONT_SIZE, "")
    page.set_viewport_size({"width": 320, "height": 256})
    page.evaluate(SETTLED)
    narrow_px = page.evaluate(OVER)
    page.set_viewport_size(PHONE)
    return Seen(
        title=title,
        menu=menu,
        moving=moving,
        narrow_px=narrow_px,
        spaced_px=spaced_px,
        spaced_and_cut=cut,
        twice_the_text_px=twice_px,
    )


def test_at_320_px_nothing_is_cut_off_or_scrolls_sideways(seen: Mapping[str, Seen]) -> None:
    assert {path: each.narrow_px for path, each in seen.items() if each.narrow_px > 0} == {}


def test_text_of_twice_the_size_stays_inside(seen: Mapping[str, Seen]) -> None:
    assert {path: each.twice_the_text_px for path, each in seen.items() if each.twice_the_text_px > 0} == {}


def test_wider_spaced_text_is_not_cut_off(seen: Mapping[str, Seen]) -> None:
    assert {path: each for path, each in seen.items() if each.spaced_and_cut or each.spaced_px > 0} == {}


def test_every_page_has_a_name_of_its_own(seen: Mapping[str, Seen]) -> None:
    assert len({each.title for each in seen.values()}) == len(PAGES)


def test_the_menu_is_the_same_everywhere(seen: Mapping[str, Seen]) -> None:
    menus = {tuple(each.menu) for path, each in seen.items() if path not in ALONE}
    assert [len(menu) for menu in menus] == [4]


def test_nothing_moves_for_whoever_wants_it_still(seen: Mapping[str, Seen]) -> None:
    assert {path: each.moving for path, each in seen.items() if each.moving} == {}


IS_SEEN = """() => {
    const element = document.activeElement.closest('label') ?? document.activeElement;
    const { left, top, width, height } = element.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.2, 0.2], [0.8, 0.8]];
    return points.some(([x, y]) => {
        const there = document.elementFromPoint(left + width * x, top + height * y);
        return there && (there === element || element.contains(there) || there.contains(element));
    });
}"""
FOCUSED = "document.activeElement.outerHTML.slice(0, 120)"
HAS_RING = """() => {
    const own = getComputedStyle(document.activeElement);
    const around = document.activeElement.closest('label, .stepper');
    const outer = around ? getComputedStyle(around) : own;
    const ring = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return ring(own) || ring(outer) || document.activeElement.matches('body, h1, h2, h3, [type=time]');
}"""
MOST_TABS = 150
FRAMES = 10


def in_time(page: Page, what: str) -> bool:
    """Tell whether it becomes true within some frames: a page scrolls to where the focus is in the next one."""
    for _ in range(FRAMES):
        if page.evaluate(what):
            return True
        page.wait_for_timeout(20)
    return False


def test_the_focus_is_seen_wherever_the_keyboard_takes_it(person: Person, app: App) -> None:
    page = person.page
    weeks_went_by(app, 28)
    wrong: list[Any] = []
    for path in PAGES:
        person.opens(path)
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if page.evaluate(LOST):
                break
            if not in_time(page, IS_SEEN):
                wrong.append((path, "is covered", page.evaluate(FOCUSED)))
            if not in_time(page, HAS_RING):
                wrong.append((path, "has no ring", page.evaluate(FOCUSED)))
        else:
            wrong.append((path, "has no end for the keyboard"))
    assert wrong == []


def test_the_menu_can_be_jumped_over(page: Page, person: Person) -> None:
    person.opens("/settings")
    page.locator(".jump").focus()
    expect(page.locator(".jump")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
