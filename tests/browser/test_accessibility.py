"""WCAG 2.2 AA, as far as a machine can tell: every page and state in both themes. docs/accessibility.md tells more.

A state is a line in one of the stories: its name, and how one gets there from the state before it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.person import Person
from tests.browser.serving import App
from tests.browser.test_pages import Looks
from tests.browser.weeks import weeks_went_by

Theme = Literal["light", "dark"]
Step = Callable[[Person, App], None]

LEAST_PX = 24
"""Target size of WCAG 2.2 AA."""
OURS_PX = 44
"""Our own: for everything but a link in a line of text."""


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
    state("a movement", at("/movements/bird_dog")),
    state("a movement, all opened", everything_opened),
    state("no such movement", at("/movements/no_such_movement")),
    state("lessons", at("/lessons")),
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
SETTINGS = ("answers", "people", "place", "voice", "offline", "calendar", "data", "about")
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
    "/", "/before/morning", "/movements", "/movements/bird_dog", "/lessons", "/progress", "/timeline", "/measures",
    "/walk", "/paper", "/settings", *(f"/settings/{name}" for name in SETTINGS), "/phone",
)  # fmt: skip


ALONE = "/before/morning"
"""A step of a path has a way back, and no menu."""
SMALL_TARGETS = """([least, ours]) => {
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
    const isChoice = (element) => element.matches('[type=checkbox], [type=radio]');
    const target = (element) => (isChoice(element) && element.closest('label')) || element;
    const isInLine = (element) => element.tagName === 'A' && getComputedStyle(element).display === 'inline';
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter((element) => shown(element) && !isInLine(element) && !element.matches('.jump'))
        .map((element) => [element, target(element).getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < least || height < ours)
        .map(([element, { width, height }]) =>
            `${element.tagName} ${element.innerText.slice(0, 30)} ${width.toFixed()}x${height.toFixed()}`);
}"""
MORE_RULES = """(rules) => axe.run({ runOnly: { type: 'rule', values: rules } }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]))
"""
ONLY_WHEN_ASKED = ["label-content-name-mismatch", "target-size", "css-orientation-lock"]
"""What axe looks for only when it is asked to."""
LOST = "document.activeElement === document.body || document.activeElement === null"
EXPECTED = ("404 (Not Found)", "409 (Conflict)", "ERR_CONNECTION_REFUSED")
"""The browser itself notes each answer that is a no, and each that does not come."""


class Audit(Looks):
    """Looks at a state for all that a machine can see."""

    def at(self, name: str) -> None:
        super().at(name)
        page = self.page
        for rule in page.evaluate(MORE_RULES, ONLY_WHEN_ASKED):
            self.wrong.append((name, *rule))
        if page.evaluate(LOST):
            self.wrong.append((name, "the focus is lost"))
        small = page.evaluate(SMALL_TARGETS, [LEAST_PX, OURS_PX])
        self.wrong += [(name, "too small to hit", one) for one in small]
        if "lumbar" not in page.title() or len(page.title()) <= len("lumbar"):
            self.wrong.append((name, f"the window is called {page.title()!r}"))


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    found: Theme = request.param
    return found


@pytest.fixture
def page(browser: Browser, theme: Theme) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=theme, reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("story", list(STORIES))
def test_every_state_is_accessible(person: Person, app: App, story: str) -> None:
    audit = Audit(person.page)
    person.page.clock.resume()  # axe waits for timers of its own
    for each in STORIES[story]:
        for step in each.steps:
            step(person, app)
        audit.at(each.name)
    wrong = [str(each) for each in audit.wrong if not any(noted in str(each) for noted in EXPECTED)]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def everywhere(person: Person, app: App) -> Iterator[str]:
    """Return a way through all pages of somebody with weeks behind them; each is there when its path comes."""

    def pages() -> Iterator[str]:
        for path in PAGES:
            person.opens(path)
            yield path

    weeks_went_by(app, 28)
    return pages()


OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LIGHT_ONLY = pytest.mark.parametrize("theme", ["light"], indirect=True)


@LIGHT_ONLY
def test_at_320_px_nothing_is_cut_off_or_scrolls_sideways(page: Page, everywhere: Iterator[str]) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    assert {path: over for path in everywhere if (over := page.evaluate(OVER)) > 0} == {}


@LIGHT_ONLY
def test_text_of_twice_the_size_stays_inside(page: Page, everywhere: Iterator[str]) -> None:
    wrong: dict[str, Any] = {}
    for path in everywhere:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.wait_for_timeout(50)
        if (over := page.evaluate(OVER)) > 0:
            wrong[path] = over
    assert wrong == {}


SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }
    `);
    document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll('main *')]
    .filter((element) => element.checkVisibility() && !element.matches('.unseen, .chart, .chart *'))
    .filter((element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX)
        && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.className + ' ' + element.innerText.slice(0, 30))"""


@LIGHT_ONLY
def test_wider_spaced_text_is_not_cut_off(page: Page, everywhere: Iterator[str]) -> None:
    wrong: dict[str, Any] = {}
    for path in everywhere:
        page.evaluate(SPACED)
        found = page.evaluate(CUT)
        if found or page.evaluate(OVER) > 0:
            wrong[path] = [found, page.evaluate(OVER)]
    assert wrong == {}


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


@LIGHT_ONLY
def test_the_focus_is_seen_wherever_the_keyboard_takes_it(page: Page, everywhere: Iterator[str]) -> None:
    wrong: list[Any] = []
    for path in everywhere:
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


@LIGHT_ONLY
def test_every_page_has_a_name_of_its_own(page: Page, everywhere: Iterator[str]) -> None:
    names = {path: page.title() for path in everywhere}
    assert len(set(names.values())) == len(names)


@LIGHT_ONLY
def test_the_screen_may_be_turned(page: Page, everywhere: Iterator[str]) -> None:
    page.set_viewport_size({"width": 800, "height": 360})
    wrong = {path: over for path in everywhere if (over := page.evaluate(OVER)) > 0}
    assert wrong == {}


@LIGHT_ONLY
def test_the_menu_is_the_same_everywhere(page: Page, everywhere: Iterator[str]) -> None:
    menus = [
        page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts()
        for path in everywhere
        if path != ALONE
    ]
    assert len(menus[0]) == 4
    assert all(menu == menus[0] for menu in menus)


MOVES = """() => document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length"""


@LIGHT_ONLY
def test_nothing_moves_for_whoever_wants_it_still(page: Page, everywhere: Iterator[str]) -> None:
    assert {path: moving for path in everywhere if (moving := page.evaluate(MOVES)) > 0} == {}


@LIGHT_ONLY
def test_the_menu_can_be_jumped_over(page: Page, person: Person) -> None:
    person.opens("/settings")
    page.locator(".jump").focus()
    expect(page.locator(".jump")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
