"""Measures what the figure costs a device: the processor's time for a frame, and the bytes that are fetched.

``make bench-screen``. A frame is prepared on the page's main thread: the posture is mixed, bones and ropes are
placed, and the calls that draw them are handed over. That is our code and three.js, and it is what is counted: the
thread's own time within the callback that the browser makes for a frame. Not counted is what the graphics processor
does with it; here that is a program in a process of its own. Callbacks that draw nothing are left out: it was not
time yet, or nothing had moved.
"""

import gzip
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from tests.browser.person import Person
from tests.browser.serving import DRAWS, FLAGS, chromium_path, serving

from lumbar.web.app import STATIC

MOVEMENTS = ("bridge", "supine_strap_hamstring", "march_on_the_spot", "seated_figure_four")
"""A plain one; one with a strap, that is laid anew in each frame; one that goes round; one with a chair."""
FRAMES = 300
BOUND_MS = 4
BOUND_BYTES = 1_500_000
SAID = {True: "kept", False: "MISSED"}
WARM_UP_MS = 3000
"""Until programs are compiled, and the script engine knows the way."""
LOOK_MS = 5000
MOST_LOOKS = 60
DREW = "drew"
MARK = f"""
const {{ clear }} = WebGL2RenderingContext.prototype;
WebGL2RenderingContext.prototype.clear = function (mask) {{
  performance.mark('{DREW}');
  clear.call(this, mask);
}};
"""
"""Notes that a frame is drawn: each begins with a clear picture."""
CATEGORIES = ["devtools.timeline", "blink.user_timing"]


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What frames of a movement took, in milliseconds of the main thread."""

    movement: str
    frames: int
    median_ms: float
    p95_ms: float


def cost(browser: Browser, base: str, movement: str) -> Cost:
    """Look at a movement in the library until it was drawn often enough."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2, service_workers="block")
    page.add_init_script(MARK)
    Person(page=page, base=base).opens(f"/movements/{movement}")
    page.locator(".figure.shown").wait_for()
    page.wait_for_timeout(WARM_UP_MS)
    took: list[float] = []
    for _ in range(MOST_LOOKS):
        browser.start_tracing(page=page, categories=CATEGORIES)
        page.wait_for_timeout(LOOK_MS)
        took += drawn(json.loads(browser.stop_tracing())["traceEvents"])
        if len(took) >= FRAMES:
            break
    page.close()
    if len(took) < FRAMES:
        raise AssertionError(f"{movement} was drawn {len(took)} times in {MOST_LOOKS * LOOK_MS / 1000:.0f} s")
    return Cost(movement=movement, frames=len(took), median_ms=median(took), p95_ms=quantiles(took, n=20)[-1])


def drawn(events: Sequence[dict[str, Any]]) -> list[float]:
    """Return the thread time of each callback in which something was drawn, in milliseconds."""
    marks = [event["ts"] for event in events if event["name"] == DREW]
    return [
        event["tdur"] / 1000
        for event in events
        if event["name"] == "FireAnimationFrame"
        and any(event["ts"] <= mark <= event["ts"] + event["dur"] for mark in marks)
    ]


def sizes() -> dict[str, int]:
    """Return the gzipped bytes of what is fetched to show a movement."""
    parts = {
        "three.js and the stage": [*STATIC.glob("assets/stage-*.js")],
        "the app's script, the figure's code in it": [*STATIC.glob("assets/index-*.js")],
        "the bodies": [*STATIC.glob("figure/body-*.bin")],
        "the largest movement": sorted(STATIC.glob("figure/*.json"), key=_zipped)[-1:],
    }
    if missing := [what for what, files in parts.items() if len(files) != 1]:
        raise AssertionError(f"expected one file each in {STATIC}: {missing}")
    return {what: _zipped(file) for what, [file] in parts.items()}


def _zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))


def main() -> int:
    """Print what it costs; 1 when a bound is missed."""
    path = chromium_path(light=False)
    if path is None:
        print('install Debian\'s package "chromium", or set LUMBAR_CHROMIUM to a browser', file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name) / "data") as app,
        sync_playwright() as playwright,
    ):
        flags = [flag for flag in FLAGS if flag != "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=path, args=[*flags, *DRAWS])
        costs = []
        for movement in MOVEMENTS:
            costs.append(found := cost(browser, app.base, movement))
            print(
                f"{movement:26}{found.frames:>5} frames{found.median_ms:>8.2f} ms median"
                f"{found.p95_ms:>8.2f} ms at the 95th percentile",
                flush=True,
            )
        browser.close()
    slowest = max(found.p95_ms for found in costs)
    quick = slowest <= BOUND_MS
    print(f"a frame is prepared in {slowest:.2f} ms, at most {BOUND_MS} ms: {SAID[quick]}")
    found_sizes = sizes()
    for what, size in found_sizes.items():
        print(f"{what:44}{size / 1000:>8.1f} kB gzipped")
    small = sum(found_sizes.values()) <= BOUND_BYTES
    total = f"{sum(found_sizes.values()) / 1e6:.2f} MB gzipped, at most {BOUND_BYTES / 1e6:.1f} MB"
    print(f"code and bodies are {total}: {SAID[small]}")
    return int(not (quick and small))


if __name__ == "__main__":
    sys.exit(main())
