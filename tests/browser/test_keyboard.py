"""The whole story by keyboard alone: all is reached with Tab and done with a key, and the focus is never lost."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from tests.browser.person import ABOUT_ME, Person
from tests.browser.serving import App
from tests.browser.waiting import comes_true

MOST_TABS = 200
FRAMES = 100
FOCUSED = """() => {
    const element = document.activeElement;
    const group = element.closest('fieldset');
    const boxes = group ? [...group.querySelectorAll(`input[type="${element.type}"]`)] : [];
    return {
        kind: element.tagName === 'INPUT' ? element.type : element.tagName.toLowerCase(),
        name: (element.labels?.[0] ?? element).innerText.trim(),
        value: element.value,
        off: element.ariaDisabled === 'true',
        group: boxes.length,
        answered: boxes.some((box) => box.checked),
    };
}"""
LOST = "document.activeElement === document.body || document.activeElement === null"
NONE = ("None of these", "No to the rest", "No pain in any of them", "No pain in the others")


@dataclass
class Keys:
    """Somebody who has nothing but a keyboard."""

    person: Person

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.person.page.keyboard.press(key)

    def stands(self) -> dict[str, Any]:
        """Return where the focus is; it is somewhere, at the latest when the page has followed."""
        for _ in range(FRAMES):
            if not self.person.page.evaluate(LOST):
                found: dict[str, Any] = self.person.page.evaluate(FOCUSED)
                return found
            self.person.page.wait_for_timeout(20)
        raise AssertionError(f"the focus is lost at {self.person.page.url}")

    def reaches(self, role: Any, name: str) -> None:
        """Press Tab until it is reached; after the last thing of a page comes the first."""
        wanted = self.person.page.get_by_role(role, name=name, exact=True).first
        wanted.wait_for()
        for _ in range(MOST_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached at {self.person.page.url}")

    def does(self, role: Any, name: str, key: str = "Enter") -> None:
        """Reach it, press the key, and stand somewhere afterwards."""
        self.reaches(role, name)
        self.press(key)
        self.stands()

    def answers_until(self, *ends: str, pain: int = 3) -> None:
        """Answer everything on the way, each with the keys of its kind, up to a button with one of the names."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            here = self.stands()
            if here["kind"] == "button" and here["name"] in ends:
                self.press("Enter")
                return
            self._answers(here, pain)
        raise AssertionError(f"there is no way on at {self.person.page.url}")

    def _answers(self, here: dict[str, Any], pain: int) -> None:
        if here["kind"] == "number" and not here["value"]:
            self.person.page.keyboard.type(
                next(number for word, number in ABOUT_ME.items() if word in here["name"])
            )
        elif here["kind"] == "radio" and not here["answered"]:
            self.press("ArrowRight", pain if here["group"] == 11 else 1)
        elif here["kind"] == "checkbox" and not here["answered"]:
            self.press("Space")
        elif here["kind"] == "button" and here["name"] in NONE and not here["off"]:
            self.press("Enter")
        self.stands()


def answers_the_interview(keys: Keys) -> None:
    page = keys.person.page
    keys.does("button", "Begin")
    while not page.url.endswith("/outcome"):
        step = page.get_by_text("Step ").first.inner_text()
        keys.answers_until("Next", "See what fits me")
        comes_true(page, "it => location.pathname === '/outcome' || !document.body.innerText.includes(it)", step)
        keys.stands()


def test_the_whole_story_by_keyboard(person: Person, app: App) -> None:
    page, keys = person.page, Keys(person)
    person.opens()
    answers_the_interview(keys)
    keys.does("button", "See my week")
    person.sees_heading("Today")

    keys.does("link", "Start")
    person.sees_heading("Before you start")
    keys.answers_until("Go to the session", pain=2)
    page.wait_for_url("**/session")
    keys.does("button", "Start")
    keys.does("button", "Begin now")
    person.lets_pass(3)
    keys.does("button", "It hurts")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    keys.answers_until("Tell lumbar", pain=6)
    keys.does("button", "Go on with what is next")
    expect(dialog).to_have_count(0)
    keys.stands()
    keys.does("button", "End")
    keys.does("button", "End it here")
    person.sees_heading("How was it?")
    keys.answers_until("Save the session")
    person.sees_heading("Done")
    keys.does("link", "Back to today")

    app.clock.next_day()
    page.clock.set_system_time(app.clock.now())
    person.opens()
    keys.does("link", "Answer")
    person.sees_heading("Morning check-in")
    keys.answers_until("Save")
    person.sees_heading("Thank you")
    keys.does("link", "Back to today")
    person.sees_heading("Today")


def test_everything_beside_the_session_by_keyboard(planned: Person, app: App) -> None:
    person, page, keys = planned, planned.page, Keys(planned)
    keys.does("link", "Progress")
    person.sees_heading("Progress")
    keys.does("link", "To the questions")
    person.sees_heading("How it goes for you")
    keys.does("button", "Answer now")
    keys.answers_until("Save")
    expect(page.get_by_text("Saved for")).to_be_visible()
    keys.does("link", "See it over time")
    person.sees_heading("Progress")
    keys.does("link", "See all changes")
    person.sees_heading("What changed, and why")

    person.opens("/paper")
    keys.does("button", "I did all of it")
    keys.does("button", "No pain in any of them")
    keys.answers_until("Write it down")
    person.sees_heading("Written down")
    keys.does("link", "Back to today")

    keys.does("link", "Settings")
    person.sees_heading("Settings")
    keys.reaches("link", "People on this computer Who exercises here")
    keys.press("Enter")
    person.sees_heading("People on this computer")
    keys.reaches("textbox", "Name")
    page.keyboard.type("Ben")
    keys.press("Enter")
    expect(page.get_by_text("Ben is here now.")).to_be_visible()
    keys.does("button", "Rename Ben")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Benno")
    keys.press("Enter")
    expect(page.get_by_text("The name is Benno now.")).to_be_visible()
    keys.stands()
    keys.does("link", "Settings")
    keys.reaches("link", "Your data Take it along, keep a copy, erase it")
    keys.press("Enter")
    person.sees_heading("Your data")
    keys.does("button", "Erase everything of Benno")
    page.keyboard.type("benno")
    keys.press("Enter")
    expect(page.get_by_text("Everything of Benno is erased.")).to_be_visible()
    keys.stands()
