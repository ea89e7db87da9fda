"""Measures the player in a real browser, over real minutes: how true its tones are, and what it costs.

``make bench-timing`` measures thirty minutes; the browser tests measure three. A browser of its
own runs the session, and nobody is attached to it meanwhile: a tab that is steered counts as looked at, and would
not be hidden.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, Route, sync_playwright
from tests.browser.offline import SAVES_DATA
from tests.browser.person import Person
from tests.browser.serving import FLAGS, chromium_path, serving
from tests.browser.weeks import was_interviewed

MINUTES = 30
ROUNDS = 2
"""A newcomer's session of twenty minutes is done so often in one, to last."""
BOUND_MS = 50
BOUND_CPU = 0.05
MOSTLY = 0.9
COST_S = 60
START_S = 20
TRIES = 5
NOTICED_S = 3
"""After so long a page has noticed that it is hidden."""
TICKS = os.sysconf("SC_CLK_TCK")
NO_FIGURE = "HTMLCanvasElement.prototype.getContext = () => null;"
"""What is measured is the player itself; without a graphics card, drawing the figure would be all of it."""
LISTEN = (Path(__file__).parent / "timing.js").read_text(encoding="utf-8")
"""Takes down when each tone was set to sound, and reads the sound's and the device's clock side by side."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """How far the tones were from their script. ``set_ms``: by the sound's clock; ``heard_ms``: by the device's."""

    tones: int
    minutes: float
    set_ms: float
    heard_ms: float
    hidden_share: float
    longest_sleep_ms: float


class Chromium:
    """A browser with a profile of its own, that nobody steers unless they ask to."""

    def __init__(self, folder: Path) -> None:
        path = chromium_path(light=False)
        assert path is not None
        self._profile = folder / "profile"
        command = [path, *FLAGS, "--headless", "--remote-debugging-port=0", f"--user-data-dir={self._profile}"]
        self._process = subprocess.Popen(
            [*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._address = f"http://127.0.0.1:{self._port()}"

    def _port(self) -> str:
        told = self._profile / "DevToolsActivePort"
        for _ in range(START_S * 10):
            if told.exists() and (lines := told.read_text(encoding="utf-8").split()):
                return lines[0]
            sleep(0.1)
        raise AssertionError("the browser does not start")

    @contextmanager
    def steered(self, playwright: Playwright) -> Iterator[BrowserContext]:
        """Attach to the browser, and let go of it again."""
        browser = playwright.chromium.connect_over_cdp(self._address)
        yield browser.contexts[0]
        browser.close()

    def cpu_s(self) -> float:
        """Return the processor time of the browser with all of its children."""
        return sum(_cpu_s(pid) for pid in _family(self._process.pid))

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def _stat(pid: int) -> list[str]:
    """Return what the system says of a process, from its state on; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _cpu_s(pid: int) -> float:
    stat = _stat(pid)
    return (int(stat[11]) + int(stat[12])) / TICKS if stat else 0.0


def _family(pid: int) -> list[int]:
    parents = {int(path.name): _stat(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family = [pid]
    for member in family:
        family += [child for child, stat in parents.items() if stat and int(stat[1]) == member]
    return family


def play(page: Page, base: str, *, skipping: int, rounds: int = 1) -> list[float]:
    """Begin a session at one of its movements, and return when each tone is due from then on, in seconds."""
    page.add_init_script(NO_FIGURE)
    page.add_init_script(LISTEN)
    page.add_init_script(SAVES_DATA)  # else the device would get ready to go on without the server meanwhile
    page.route("**/api/session?*", lambda route: _again(route, rounds))
    person = Person(page=page, base=base)
    person.opens()
    with page.expect_response("**/api/session?*") as answer:
        person.goes_to_the_session()
    items = answer.value.json()["items"]
    person.presses("Start")
    for _ in range(skipping):
        person.presses("Begin now")
        person.presses("Skip this one")
    page.evaluate("begin()")
    return _due(items[skipping:])


def _again(route: Route, rounds: int) -> None:
    answer = route.fetch()
    session = answer.json()
    route.fulfill(response=answer, json={**session, "items": session["items"] * rounds})


def _due(items: Sequence[dict[str, Any]]) -> list[float]:
    due: list[float] = []
    begins = 0.0
    for step in (step for item in items for step in item["script"]):
        due += [begins + cue["at_s"] for cue in step["cues"] if cue["tone"]]
        begins += step["seconds"]
    return [*due, begins]


class Hidden:
    """A session in a tab that nobody looks at, and that is woken once a second."""

    def __init__(
        self, playwright: Playwright, folder: Path, base: str, *, skipping: int = 2, rounds: int = 1
    ) -> None:
        self._base = base
        self._playwright = playwright
        self._chromium = Chromium(folder)
        self._since = monotonic()
        try:
            with self._chromium.steered(playwright) as context:
                self._due = play(context.pages[0], base, skipping=skipping, rounds=rounds)
            self._leave()
        except BaseException:
            self.close()
            raise

    def _leave(self) -> None:
        """Look at another tab, until the session's is hidden: now and then the browser goes on showing it."""
        for _ in range(TRIES):
            with self._chromium.steered(self._playwright) as context:
                context.new_page().bring_to_front()
            sleep(NOTICED_S)
            if self._asked("hiddenShare()"):
                return
        raise AssertionError("the browser does not hide the tab")

    def _asked(self, question: str) -> Any:
        with self._chromium.steered(self._playwright) as context:
            [page] = [page for page in context.pages if page.url.startswith(self._base)]
            return page.evaluate(question)

    def close(self) -> None:
        """End the browser."""
        self._chromium.close()

    def truth(self, minutes: float) -> Truth:
        """Wait until so many minutes have gone by since the beginning, and compare."""
        sleep(max(0.0, minutes * 60 - (monotonic() - self._since)))
        return compare(self._due, self._asked("timing()"))


def compare(due: Sequence[float], found: dict[str, Any]) -> Truth:
    """Compare the tones that have sounded with the script. The first one tells where the script began."""
    tones: list[dict[str, float]] = found["tones"]
    pairs = list(zip(due, tones, strict=False))
    begin = pairs[0][1]["at_s"] - due[0], pairs[0][1]["device_s"] - due[0]
    return Truth(
        tones=len(pairs),
        minutes=pairs[-1][0] / 60,
        set_ms=max(abs(tone["at_s"] - begin[0] - at) for at, tone in pairs) * 1000,
        heard_ms=max(abs(tone["device_s"] - begin[1] - at) for at, tone in pairs) * 1000,
        hidden_share=found["hidden_share"],
        longest_sleep_ms=found["longest_sleep_ms"],
    )


def cost(playwright: Playwright, folder: Path, base: str, *, skipping: int = 2) -> float:
    """Return what a minute of a session that is looked at costs, as a share of one core."""
    with closing(Chromium(folder)) as chromium:
        with chromium.steered(playwright) as context:
            play(context.pages[0], base, skipping=skipping)
        sleep(2)
        before_s, since = chromium.cpu_s(), monotonic()
        sleep(COST_S)
        return (chromium.cpu_s() - before_s) / (monotonic() - since)


def main() -> int:
    """Print how true and how dear; 1 when a bound is missed."""
    if chromium_path(light=False) is None:
        print('install Debian\'s package "chromium", or set LUMBAR_CHROMIUM to a browser', file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name) / "data") as app,
        sync_playwright() as playwright,
    ):
        folder = Path(name)
        was_interviewed(app)
        with closing(Hidden(playwright, folder / "hidden", app.base, skipping=0, rounds=ROUNDS)) as hidden:
            share = cost(playwright, folder / "shown", app.base)
            print(f"{COST_S} s of player: {share:.1%} of a core, at most {BOUND_CPU:.0%}", flush=True)
            truth = hidden.truth(MINUTES)
    print(
        f"{truth.tones} tones in {truth.minutes:.0f} min, the tab hidden for {truth.hidden_share:.0%} of them, "
        f"woken every {truth.longest_sleep_ms:.0f} ms"
    )
    print(f"furthest from the script by the sound's clock {truth.set_ms:.1f} ms, at most {BOUND_MS} ms")
    print(f"furthest from the script by the device's clock {truth.heard_ms:.1f} ms")
    whole = truth.hidden_share > MOSTLY and truth.minutes > MINUTES * 0.9
    return int(share > BOUND_CPU or truth.set_ms > BOUND_MS or not whole)


if __name__ == "__main__":
    sys.exit(main())
