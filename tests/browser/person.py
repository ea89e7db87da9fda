"""A person at the screen: finds things by what they are called, as one who cannot see would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

LONGEST_SESSION_MIN = 90
TOLERANCE_S = 0.05
"""How far from its time a cue may be."""
ABOUT_ME = {"How old": "44", "minutes a day": "20", "days a week": "5"}
"""By a word of the question, what an ordinary person types."""


@dataclass
class Person:
    """Somebody using the app at ``base``. Time in the page goes by only when they let it."""

    page: Page
    base: str

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.base + path)
        self.sees_heading()

    def sees_heading(self, name: str | None = None) -> Locator:
        heading = self.page.get_by_role("heading", level=1, name=name)
        heading.wait_for()
        return heading

    def presses(self, name: str) -> None:
        """Press a button; while a session runs, stir first, as the controls come only then."""
        if self.page.url.endswith("/session"):
            self.stirs()
        self.page.get_by_role("button", name=name, exact=True).click()

    def stirs(self) -> None:
        """Move the pointer a little, over nothing in particular."""
        self.page.mouse.move(3, 200)
        self.page.mouse.move(5, 201)

    def follows(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def answers_the_interview(
        self,
        *,
        numbers: Mapping[str, str] = ABOUT_ME,
        yes: Sequence[str] = (),
        no: Sequence[str] = (),
        pain: int = 3,
    ) -> None:
        """Go through every screen: yes to the questions that contain one of these words, no to all others.

        Ends at the outcome, or where a sign among the answers must not wait for the rest.

        Args:
            numbers: by a word of the question, what to type.
            yes: words, each of one question.
            no: the same, for answers to be taken back.
            pain: the answer to every question of pain.
        """
        self.sees_heading()
        begin = self.page.get_by_role("button", name="Begin")
        if begin.count():
            begin.click()
        while True:
            self.page.get_by_text("Step ").first.wait_for()
            step = self.page.get_by_text("Step ").first.inner_text()
            self._answers_a_screen(numbers, {"Yes": yes, "No": no}, pain)
            last = self.page.get_by_role("button", name="See what fits me")
            if last.count():
                last.click()
                self.page.wait_for_url("**/outcome")
                return
            self.presses("Next")
            self.page.get_by_text(step, exact=True).wait_for(state="detached")
            if self.page.get_by_role("button", name="Change my answers").count():
                return

    def _answers_a_screen(self, numbers: Mapping[str, str], said: Mapping[str, Sequence[str]], pain: int) -> None:
        for word, number in numbers.items():
            box = self.page.get_by_role("spinbutton", name=word)
            if box.count():
                box.fill(number)
        for answer, word in ((answer, word) for answer, words in said.items() for word in words):
            question = self.page.get_by_role("group", name=word)
            if question.count():
                question.get_by_role("radio", name=answer, exact=True).check(force=True)
        self.says_no_to_the_rest()
        for question in self.open_questions():
            if question.get_by_role("radio").count() == 11:
                self.rates(question, pain)
            elif question.get_by_role("radio").count():
                question.get_by_role("radio", name="No", exact=True).check(force=True)
            else:
                none = question.get_by_role("checkbox", name="None of these")
                (none if none.count() else question.get_by_role("checkbox").first).check(force=True)

    def open_questions(self) -> list[Locator]:
        groups = self.page.get_by_role("group").all()
        return [
            group
            for group in groups
            if group.locator("input[type=radio], input[type=checkbox]").count()
            and not group.locator("input:checked").count()
        ]

    def says_no_to_the_rest(self) -> None:
        for name in ("None of these", "No to the rest"):
            button = self.page.get_by_role("button", name=name)
            if button.count() and button.is_enabled():
                button.click()

    def rates(self, question: Locator, number: int) -> None:
        question.get_by_role("radio").nth(number).check(force=True)

    def rates_all(self, number: int) -> None:
        for question in self.open_questions():
            self.rates(question, number)

    def goes_to_the_session(self, *, pain: int = 2) -> None:
        """From today's page, through the short questions, to the player that waits for its start."""
        self.follows("Start")
        self.sees_heading("Before you start")
        self.says_no_to_the_rest()
        self.rates_all(pain)
        self.presses("Go to the session")
        self.page.wait_for_url("**/session")

    def lets_pass(self, seconds: float) -> None:
        self.page.clock.run_for(round(seconds * 1000))

    def exercises_to_the_end(self) -> None:
        """Let the session run its time, to the questions after it."""
        for _ in range(LONGEST_SESSION_MIN):
            if self.page.url.endswith("/after"):
                return
            self.lets_pass(60)
            self.page.evaluate("0")
        raise AssertionError("the session does not end")

    def exercises_until(self, movement: str) -> None:
        """Let the session run until that movement is on, to the second."""
        for _ in range(LONGEST_SESSION_MIN * 60):
            if self.sees_heading().inner_text() == movement:
                return
            self.lets_pass(1)
        raise AssertionError(f"{movement} never comes")

    def says_it_hurts(self, *, pain: int, where: str) -> None:
        self.presses("It hurts")
        dialog = self.page.get_by_role("dialog")
        self.rates(dialog.get_by_role("group", name="How strong is the pain?"), pain)
        dialog.get_by_role("radio", name=where).check(force=True)
        dialog.get_by_role("button", name="Tell lumbar").click()

    def swaps(self, reason: str, *, into: str) -> None:
        """Ask for something else instead of what is on."""
        self.presses("Swap")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=reason).click()
        dialog.get_by_role("button", name=into).click()
        self.sees_heading(into)

    def writes_a_note(self, movement: str, note: str) -> None:
        """Add some words to a movement, on the page after the session."""
        self.page.get_by_text(f"Add a note: {movement}").click()
        self.page.get_by_label(f"A note on {movement}").fill(note)

    def finishes(self, *, pain: int = 2, effort: int = 4) -> None:
        """Answer the questions after a session, and save it."""
        self.sees_heading("How was it?")
        self.rates(self.page.get_by_role("group", name="How strong is your back pain now?"), pain)
        self.rates(self.page.get_by_role("group", name="How hard was the session?"), effort)
        for name in ("No pain in any of them", "No pain in the others"):
            button = self.page.get_by_role("button", name=name)
            if button.count():
                button.click()
        self.presses("Save the session")
        self.page.wait_for_url("**/done")

    def heard(self) -> list[str]:
        """Return what the player said and sounded since it was started: "0:15 turn", "0:15 Hold.".

        What was cut short by something else ends in dots, after the sentence it was in. In one second, words first.
        """
        lines: list[dict[str, Any]] = self.page.evaluate("heard()")
        if not lines:
            return []
        start_s = lines[0]["at_s"]
        lines.sort(key=lambda line: (round(line["at_s"] - start_s), "tone" in line))
        return [f"{_clock(line['at_s'] - start_s)} {_sound(line)}" for line in lines]


def _clock(seconds: float) -> str:
    whole = round(seconds)
    assert abs(seconds - whole) < TOLERANCE_S, f"{seconds} s is no whole second"
    return f"{whole // 60}:{whole % 60:02}"


def _sound(line: Mapping[str, Any]) -> str:
    if "tone" in line:
        return str(line["tone"])
    return f"{line['text']}{' ...' if line['cut'] else ''}"
