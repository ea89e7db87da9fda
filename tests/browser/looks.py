"""What a machine can see of a page: accessible in both themes, inside the screen at each size, quiet."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, ViewportSize

AXE = (Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
SETTLED_MS = 100
"""After so long what comes in has come in."""
SETTLED = """() => {
    const frame = () => new Promise(requestAnimationFrame);
    const ends = (animation) => animation.effect.getComputedTiming().endTime < 2000;
    const over = () => Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished));
    return frame().then(frame).then(over).then(frame).then(() => null);
}"""
"""Laid out anew, and through with turning colours. Wants time in the page to go by."""
ON_ITS_SIDE: ViewportSize = {"width": 800, "height": 360}
TABLET: ViewportSize = {"width": 820, "height": 1180}
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
LEAST_PX = 24
"""Target size of WCAG 2.2 AA."""
OURS_PX = 44
"""Our own: for everything but a link in a line of text."""
EXPECTED = ("404 (Not Found)", "409 (Conflict)", "ERR_CONNECTION_REFUSED")
"""The browser itself notes each answer that is a no, and each that does not come."""

FIND = """(options) => axe.run({ ...options, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]))"""
ALL_RULES = {
    "rules": {
        rule: {"enabled": True} for rule in ("label-content-name-mismatch", "target-size", "css-orientation-lock")
    }
}
"""All there are, with those that axe looks for only when it is asked to."""
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""A theme is colours and nothing else (`tokens.css`); the other rules read what it cannot change."""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOST = "document.activeElement === document.body || document.activeElement === null"
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


class Looks:
    """Collects what is wrong with the states of a page as they go by. Time in the page must go by itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[Any] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", self._hears)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(noted in message.text for noted in EXPECTED):
            self.wrong.append(message.text)

    def at(self, name: str) -> None:
        """Look at the state that is on now, for all that a machine can see."""
        self.page.get_by_role("heading", level=1).or_(self.page.get_by_role("dialog")).first.wait_for()
        self.page.wait_for_timeout(SETTLED_MS)
        found = [*self._is_lost(), *self._is_small(), *self._is_nameless(), *self._is_barred(), *self._sticks_out()]
        self.wrong += [(name, *each) for each in found]

    def _is_lost(self) -> list[Any]:
        return [("the focus is lost",)] if self.page.evaluate(LOST) else []

    def _is_small(self) -> list[Any]:
        return [("too small to hit", one) for one in self.page.evaluate(SMALL_TARGETS, [LEAST_PX, OURS_PX])]

    def _is_nameless(self) -> list[Any]:
        title = self.page.title()
        return [] if "lumbar" in title and len(title) > len("lumbar") else [(f"the window is called {title!r}",)]

    def _is_barred(self) -> list[Any]:
        """Ask axe, and about the colours again in the other theme."""
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(AXE + "; 0")
        found: list[Any] = self.page.evaluate(FIND, ALL_RULES)
        self.page.emulate_media(color_scheme="dark")
        self.page.evaluate(SETTLED)
        found += [("dark", *rule) for rule in self.page.evaluate(FIND, OF_COLOUR)]
        self.page.emulate_media(color_scheme="light")
        return found

    def _sticks_out(self) -> list[Any]:
        """Give the page each size in turn, and its own again."""
        own = self.page.viewport_size
        assert own is not None
        found: list[Any] = []
        for size in (ON_ITS_SIDE, TABLET, LAPTOP, own):
            self.page.set_viewport_size(size)
            self.page.evaluate(SETTLED)
            over = self.page.evaluate(OVER)
            found += [(f"{over} px wider than a screen of {size['width']} px",)] if over > 0 else []
        return found
