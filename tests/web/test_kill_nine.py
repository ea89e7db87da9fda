"""kill -9 under load: every acknowledged session is there afterwards, whole, once."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

import httpx

from lumbar.bootstrap import open_data
from lumbar.services.records import SessionRecord
from tests.services.scenes import ME, item, profile, session, session_id
from tests.web.serving import Server

ROUNDS = 4
THREADS = 4
KILLED_AFTER_S = (0.05, 0.6)
BUSY_WITHIN_S = 60
MOVEMENTS = ("bridge", "bird_dog", "cat_cow", "dead_bug", "single_knee_to_chest")


def document(number: int, day: date) -> dict[str, Any]:
    """Return a session that tells its number, so that two can never be mistaken for each other."""
    chance = random.Random(number)
    items = [
        item(movement, 1, sets=chance.randint(1, 4), note=f"{number}.{place}")
        for place, movement in enumerate(MOVEMENTS[: chance.randint(1, len(MOVEMENTS))])
    ]
    return session(day, *items, note=str(number), slot=f"slot{number}")


def under_load(server: Server, next_number: Callable[[], int], day: date, seconds: float) -> dict[int, int]:
    """Send sessions from several threads until the server is killed; return what it acknowledged.

    The seconds count from the first acknowledgement: a busy machine may take its time until then.
    """
    acknowledged: dict[int, int] = {}
    busy, dead = Event(), Event()

    def send() -> None:
        with server.client() as client:
            while not dead.is_set():
                number = next_number()
                try:
                    answer = client.put(f"/api/sessions/{session_id(number)}", json=document(number, day))
                except httpx.HTTPError:
                    return
                acknowledged[number] = answer.status_code
                busy.set()

    def kill() -> None:
        server.kill()
        dead.set()

    with ThreadPoolExecutor(THREADS) as threads:
        running = [threads.submit(send) for _ in range(THREADS)]
        assert busy.wait(BUSY_WITHIN_S)
        killer = Timer(seconds, kill)
        killer.start()
        for each in running:
            each.result()
        killer.join()
    return acknowledged


def whole(kept: SessionRecord | None, number: int, day: date) -> bool:
    """Tell whether a kept session is what was sent under its number, set for set."""
    if kept is None:
        return False
    sent = document(number, day)
    found = [
        (each.movement, each.note, [(one.set, one.reps, one.completed) for one in each.sets]) for each in kept.items
    ]
    wanted = [
        (each["movement"], each["note"], [(one["set"], one["reps"], one["completed"]) for one in each["sets"]])
        for each in sent["items"]
    ]
    return (kept.note, kept.slot, found) == (str(number), sent["slot"], wanted)


def test_every_acknowledged_session_is_there_whole_and_once(tmp_path: Path) -> None:
    chance = random.Random(9)
    numbers, turn = count(1), Lock()
    acknowledged: dict[int, int] = {}

    def next_number() -> int:
        with turn:
            return next(numbers)

    with Server(tmp_path) as server, server.client() as client:
        assert client.put("/api/profile", json=profile()).status_code == 200
        day = date.fromisoformat(client.get("/api/today").json()["date"])
    for _ in range(ROUNDS):
        with Server(tmp_path) as server:
            acknowledged |= under_load(server, next_number, day, chance.uniform(*KILLED_AFTER_S))

    assert set(acknowledged.values()) == {200}
    assert len(acknowledged) > ROUNDS
    sent = next(numbers) - 1
    store = open_data(tmp_path)
    with store.reading() as ledger:
        kept = {number: ledger.session(ME, session_id(number)) for number in range(1, sent + 1)}
        listed = [each.id for each in ledger.sessions(ME, day, day)]
    store.close()
    lost = [number for number in acknowledged if not whole(kept[number], number, day)]
    torn = [number for number, found in kept.items() if found is not None and not whole(found, number, day)]
    assert (lost, torn) == ([], [])
    assert len(listed) == len(set(listed))

    with Server(tmp_path) as server, server.client() as client:
        for number in list(acknowledged)[-3:]:
            again = client.put(f"/api/sessions/{session_id(number)}", json=document(number, day))
            assert again.json()["stored"] == "already"
        assert client.get("/api/today").status_code == 200
