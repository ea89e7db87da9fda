"""A session survives: a reload, a frozen tab, storage full or refused, older and newer data, a clock set back."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Route, expect

from tests.browser.conftest import App
from tests.browser.person import Person
from tests.browser.test_player_story import stored
from tests.browser.weeks import was_interviewed

MINUTES_AWAY = 10
HALFWAY = "Set 2 of 3 · Rep 2 of 4"
READ = """async (key) => {
    const database = await new Promise((found) => {
        const request = indexedDB.open('lumbar');
        request.onsuccess = () => found(request.result);
    });
    const value = await new Promise((found) => {
        const request = database.transaction('kept').objectStore('kept').get(key);
        request.onsuccess = () => found(request.result ?? null);
    });
    database.close();
    return value;
}"""
WRITE = """async ([key, value]) => {
    const database = await new Promise((found) => {
        const request = indexedDB.open('lumbar');
        request.onsuccess = () => found(request.result);
    });
    await new Promise((done) => {
        const transaction = database.transaction('kept', 'readwrite');
        transaction.objectStore('kept').put(value, key);
        transaction.oncomplete = done;
    });
    database.close();
}"""
REFUSED = "indexedDB.open = () => { throw new DOMException('not in this window', 'SecurityError'); };"


def devtools(person: Person) -> CDPSession:
    return person.page.context.new_cdp_session(person.page)


def to_the_second_set(person: Person) -> None:
    """Skip to the first movement with several sets, and do one and a half of them."""
    person.presses("Start")
    for _ in range(2):
        person.presses("Begin now")
        person.presses("Skip this one")
    assert person.sees_heading().inner_text() == "Knee plank"
    person.presses("Begin now")
    person.lets_pass(4 * 9 + 40 + 9 + 4)
    expect(person.page.locator(".counts")).to_have_text(HALFWAY)


def test_a_reload_in_the_middle_of_a_set_goes_on_at_that_set_and_counts_it_once(
    ready: Person, tmp_path: Path
) -> None:
    to_the_second_set(ready)
    ready.page.reload()
    ready.sees_heading("Welcome back")
    expect(ready.page.get_by_role("listitem").filter(has_text="Knee plank")).to_have_attribute(
        "aria-current", "step"
    )
    ready.presses("Go on")
    expect(ready.page.get_by_text("Rest for 40 seconds. Then set 2 of 3.")).to_be_visible()
    ready.exercises_to_the_end()
    ready.finishes()
    [plank] = [item for item in stored(tmp_path / "data") if item["movement"] == "knee_plank"]
    assert plank["sets"] == [(number, None, 4, 20, 1) for number in (1, 2, 3)]


def test_a_frozen_tab_pauses_at_the_set_it_was_in_and_says_so(ready: Person, tmp_path: Path) -> None:
    to_the_second_set(ready)
    tools = devtools(ready)
    tools.send("Page.enable")
    ready.page.evaluate("sound.turn('suspended')")  # a frozen page makes no sound
    tools.send("Page.setWebLifecycleState", {"state": "frozen"})
    ready.page.clock.fast_forward(timedelta(minutes=MINUTES_AWAY).seconds * 1000)
    tools.send("Page.setWebLifecycleState", {"state": "active"})
    expect(ready.page.locator(".slept")).to_contain_text("This device went to sleep")
    expect(ready.page.get_by_text("Paused", exact=True).first).to_be_visible()
    assert ready.sees_heading().inner_text() == "Knee plank"
    assert "This device went to sleep" in ready.heard()[-1]
    ready.presses("Go on")
    expect(ready.page.locator(".counts")).to_have_text(HALFWAY)
    ready.exercises_to_the_end()
    ready.finishes()
    [plank] = [item for item in stored(tmp_path / "data") if item["movement"] == "knee_plank"]
    assert plank["sets"] == [(number, None, 4, 20, 1) for number in (1, 2, 3)]


def test_where_the_browser_keeps_nothing_the_session_goes_on_and_says_so(person: Person, app: App) -> None:
    person.page.add_init_script(REFUSED)
    was_interviewed(app)
    person.opens()
    person.goes_to_the_session()
    expect(person.page.get_by_role("status")).to_contain_text("This device keeps nothing at the moment")
    expect(person.page.get_by_role("button", name="Start")).to_be_in_viewport()
    person.presses("Start")
    expect(person.page.get_by_role("button", name="It hurts")).to_be_in_viewport(ratio=0.99)
    person.exercises_to_the_end()
    person.finishes()
    assert all(item["completed"] for item in stored(app.folder))


def test_a_full_device_is_told_of_and_keeps_everything_once_there_is_room(person: Person, app: App) -> None:
    tools = devtools(person)
    quota = {"origin": person.base}
    tools.send("Storage.overrideQuotaForOrigin", {**quota, "quotaSize": 100})
    was_interviewed(app)
    person.opens()
    person.goes_to_the_session()
    to_the_second_set(person)
    expect(person.page.get_by_role("status")).to_contain_text("no room left")
    tools.send("Storage.overrideQuotaForOrigin", quota)
    person.lets_pass(10)
    expect(person.page.get_by_role("status")).not_to_contain_text("no room left")
    person.page.reload()
    person.sees_heading("Welcome back")
    expect(person.page.get_by_role("listitem").filter(has_text="Knee plank")).to_have_attribute(
        "aria-current", "step"
    )


def first_form(session: dict[str, Any]) -> dict[str, Any]:
    """Return a session as the first version of lumbar kept it: one thing to say a step, no cues."""
    older: dict[str, Any] = json.loads(json.dumps(session))
    for item in older["plan"]["items"]:
        del item["breath"]
        for step in item["script"]:
            step["say"] = next((cue["say"] for cue in step.pop("cues") if cue["say"]), None)
    for item in older["progress"]["items"]:
        del item["felt"], item["swapped"]
    for key in ("answers", "after"):
        del older[key]
    return older | {"felt": {}}


def test_a_session_kept_by_the_first_version_goes_on(ready: Person, tmp_path: Path) -> None:
    to_the_second_set(ready)
    kept = ready.page.evaluate(READ, "session")["value"]
    ready.page.goto("about:blank")
    older = json.dumps(json.dumps(first_form(kept)))
    ready.page.add_init_script(
        f"if (location.href !== 'about:blank' && !sessionStorage.moved) {{ sessionStorage.moved = 'yes';"
        f" indexedDB.deleteDatabase('lumbar'); localStorage['lumbar.session'] = {older}; }}"
    )
    ready.opens()
    expect(ready.page.get_by_text("Your session is waiting")).to_be_visible()
    ready.follows("Go on")
    ready.sees_heading("Welcome back")
    assert ready.page.evaluate("localStorage.length") == 0
    ready.presses("Go on")
    assert ready.sees_heading().inner_text() == "Knee plank"
    ready.exercises_to_the_end()
    ready.finishes()
    [plank] = [item for item in stored(tmp_path / "data") if item["movement"] == "knee_plank"]
    assert plank["sets"] == [(number, None, 4, 20, 1) for number in (1, 2, 3)]


def test_a_session_kept_by_a_newer_version_is_set_aside_untouched(ready: Person) -> None:
    newer = {"version": 99, "value": {"of": "tomorrow"}}
    ready.page.goto("about:blank")
    ready.page.goto(ready.base + "/movements")
    ready.sees_heading()
    ready.page.evaluate(WRITE, ["session", newer])
    ready.opens()
    expect(ready.page.get_by_role("status").first).to_contain_text("comes from a newer lumbar")
    assert ready.page.evaluate(READ, "aside/session") == newer
    assert ready.page.evaluate(READ, "session") is None


def test_a_clock_that_is_set_back_loses_and_doubles_nothing(ready: Person, app: App, tmp_path: Path) -> None:
    sent: list[dict[str, Any]] = []

    def look(route: Route) -> None:
        sent.append(route.request.post_data_json or {})
        route.continue_()

    ready.page.route("**/api/sessions/*", look)
    to_the_second_set(ready)
    ready.page.clock.set_system_time(app.clock.now() - timedelta(days=2))
    ready.lets_pass(3)
    expect(ready.page.get_by_role("button", name="Pause")).to_have_count(1)
    ready.page.reload()
    ready.sees_heading("Welcome back")
    ready.presses("Go on")
    ready.exercises_to_the_end()
    ready.finishes()
    [session] = sent
    assert session["finished_at"] >= session["started_at"]
    [plank] = [item for item in stored(tmp_path / "data") if item["movement"] == "knee_plank"]
    assert plank["sets"] == [(number, None, 4, 20, 1) for number in (1, 2, 3)]


@pytest.mark.parametrize("away", [True, False], ids=["closed", "reloaded"])
def test_the_answers_afterwards_are_not_asked_twice(ready: Person, *, away: bool) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.presses("End")
    ready.presses("End it here")
    ready.sees_heading("How was it?")
    ready.rates(ready.page.get_by_role("group", name="How hard was the session?"), 7)
    ready.page.get_by_label("Anything to add?").fill("slept badly")
    if away:
        ready.opens()
        ready.follows("Go on")
    else:
        ready.page.reload()
    ready.sees_heading("How was it?")
    effort = ready.page.get_by_role("group", name="How hard was the session?")
    expect(effort.get_by_role("radio", name="7", exact=True)).to_be_checked()
    expect(ready.page.get_by_label("Anything to add?")).to_have_value("slept badly")
