"""Prints the speed table, and fails when a bound is missed: ``make bench``.

Medians in one process, over SQLite in a temporary folder, for a person six weeks into their programme.
"""

import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

from sqlalchemy import Engine, event
from tests.services.scenes import ME, MONDAY, FakeClock, practice, profile, session_id, ten_sets

from lumbar.bootstrap import open_data
from lumbar.services import looking
from lumbar.services.exercising import finish_session
from lumbar.services.interviewing import take_interview
from lumbar.services.mornings import answer_morning
from lumbar.services.practice import Practice
from lumbar.services.records import Person
from lumbar.storage.store import SqlStore
from lumbar.views.reasons import changes_out
from lumbar.views.week import today_out, week_out
from lumbar.views.writing import as_json

WEEKS_BEFORE = 6
SESSIONS_A_WEEK = 6


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table. Times in milliseconds; ``statements`` is None where none are counted."""

    what: str
    median_ms: float
    bound_ms: float
    statements: int | None = None
    bound_statements: int | None = None

    @property
    def holds(self) -> bool:
        """Tell whether both bounds are kept."""
        few = self.statements is None or self.bound_statements is None or self.statements <= self.bound_statements
        return self.median_ms <= self.bound_ms and few


class Counter:
    """Counts the SQL statements an engine runs, BEGIN included."""

    def __init__(self, engine: Engine) -> None:
        self.count = 0
        event.listen(engine, "before_cursor_execute", self._on_statement)

    def _on_statement(self, *_: object) -> None:
        self.count += 1


def measured(
    run: Callable[[int], object],
    times: int,
    counter: Counter | None = None,
    prepare: Callable[[int], object] = lambda _: None,
) -> tuple[float, int]:
    """Return the median milliseconds of a run and the most statements one took; preparing is not timed."""
    took: list[float] = []
    most = 0
    for number in range(times):
        prepare(number)
        before = counter.count if counter else 0
        start = perf_counter()
        run(number)
        took.append((perf_counter() - start) * 1000)
        most = max(most, (counter.count if counter else 0) - before)
    return median(took), most


@contextmanager
def somebody() -> Iterator[tuple[Practice, SqlStore, FakeClock]]:
    """Give a person with six weeks of sessions and mornings behind them."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_data(Path(folder))
        clock = FakeClock()
        here = practice(store, clock)
        take_interview(here, ME, profile())
        for day in range(WEEKS_BEFORE * 7):
            today = MONDAY + timedelta(days=day)
            if day % 7 == 0:
                take_interview(here, ME, profile())
            if day % 7 < SESSIONS_A_WEEK:
                finish_session(here, ME, session_id(day), ten_sets(today))
            clock.next_day()
            answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": 3})
        take_interview(here, ME, profile())
        yield here, store, clock
        store.close()


def today_line(here: Practice, counter: Counter) -> Line:
    """Measure reading today's plan, up to the JSON that is sent."""
    looking.today(here, ME)

    def run(_: int) -> object:
        return as_json(today_out(looking.today(here, ME), here))

    took, statements = measured(run, 200, counter)
    return Line(what="today's plan", median_ms=took, bound_ms=5, statements=statements)


def session_line(here: Practice, counter: Counter, clock: FakeClock) -> Line:
    """Measure storing a session of ten sets with its consequences, each on a day of its own."""

    def prepare(_: int) -> None:
        clock.next_day()
        answer_morning(here, ME, {"date": clock.today().isoformat(), "pain": 3})

    def run(number: int) -> object:
        finished = finish_session(here, ME, session_id(10_000 + number), ten_sets(clock.today()))
        return as_json(changes_out(finished.changes, here))

    took, statements = measured(run, 50, counter, prepare)
    return Line(
        what="storing a session of 10 sets",
        median_ms=took,
        bound_ms=10,
        statements=statements,
        bound_statements=12,
    )


def week_line(here: Practice, counter: Counter) -> Line:
    """Measure a new week's plan: decided, stored and written as JSON."""

    def prepare(_: int) -> None:
        with here.store.writing() as ledger:
            person = ledger.person(ME) or Person(id=ME)
            ledger.save_person(replace(person, plan_stale=True))

    def run(_: int) -> object:
        return as_json(week_out(looking.week(here, ME), here))

    took, statements = measured(run, 20, counter, prepare)
    return Line(what="a new week's plan", median_ms=took, bound_ms=50, statements=statements)


def start_line() -> Line:
    """Measure the server's start up to its first page and its first answer, on data that is there already."""
    with tempfile.TemporaryDirectory() as folder:
        open_data(Path(folder)).close()
        took, _ = measured(lambda _: _start(folder), 5)
    return Line(what="server start to first page", median_ms=took, bound_ms=1500)


def _start(folder: str) -> None:
    serve = f"from lumbar.web.server import serve; serve(port=0, data_folder={folder!r}, open_browser=False)"
    with subprocess.Popen([sys.executable, "-c", serve], stdout=subprocess.PIPE, text=True) as server:
        said = server.stdout.readline() if server.stdout else ""
        address = said.split()[3]
        for path in ("/", "/api/today"):
            _get(address + path)
        server.terminate()


def _get(address: str) -> Any:
    for _ in range(1000):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            return error.read()
        except OSError:
            sleep(0.005)
    raise TimeoutError(address)


def lines() -> Iterator[Line]:
    """Measure everything in turn."""
    with somebody() as (here, store, clock):
        counter = Counter(store.engine)
        yield today_line(here, counter)
        yield week_line(here, counter)
        yield session_line(here, counter, clock)
    yield start_line()


def planner_holds() -> bool:
    """Run the planner's comparison with the exact solver, where it is there; tell whether its bound holds."""
    if find_spec("benchmarks.planner") is None:
        return True
    planner = import_module("benchmarks.planner")  # here, because the solver is slow to load
    return int(planner.main()) == 0


def main() -> int:
    """Print the table; 1 when a bound is missed."""
    print(f"{'':32}{'median':>12}{'bound':>10}{'statements':>13}{'bound':>8}")
    holds = True
    for line in lines():
        count = "" if line.statements is None else str(line.statements)
        bound = "" if line.bound_statements is None else str(line.bound_statements)
        missed = "" if line.holds else "  MISSED"
        times = f"{line.median_ms:>9.1f} ms{line.bound_ms:>7.0f} ms"
        print(f"{line.what:32}{times}{count:>13}{bound:>8}{missed}", flush=True)
        holds = holds and line.holds
    return 0 if planner_holds() and holds else 1


if __name__ == "__main__":
    sys.exit(main())
