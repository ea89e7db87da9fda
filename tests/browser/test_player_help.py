"""Around the player: a swap, something else wrong, less time, sore now, a break; and by keys alone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.person import Person
from tests.browser.test_player_story import stored


def focused(page: Page) -> str:
    """Return what the focused control says."""
    return str(page.evaluate("document.activeElement.innerText")).strip()


def test_a_sign_in_the_middle_of_a_session_ends_it_and_shows_whom_to_call(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    ready.lets_pass(20)
    ready.presses("It hurts")
    dialog = ready.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Something else is wrong").click()
    expect(dialog.get_by_role("heading", name="Is it one of these?")).to_be_focused()
    expect(dialog.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")
    dialog.get_by_role("checkbox", name="bladder or bowel").check(force=True)
    with ready.page.expect_request("**/api/short-screening") as asked:
        dialog.get_by_role("button", name="Stop, and tell me what to do").click()
    answers = (asked.value.post_data_json or {})["answers"]
    assert answers.pop("bladder_bowel_change") == "yes"
    assert set(answers.values()) == {"no"}, "the others stay as they were answered before"
    ready.page.wait_for_url("**/outcome")
    ready.sees_heading()
    expect(ready.page.get_by_role("link", name="911")).to_be_visible()
    ready.opens()
    expect(ready.page.get_by_text("How was it?")).to_be_visible()


def test_the_numbers_to_call_are_there_without_a_connection(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("Begin now")
    expect(ready.page.get_by_role("button", name="It hurts")).to_be_visible()
    ready.page.wait_for_timeout(300)
    ready.page.context.set_offline(True)
    ready.presses("It hurts")
    dialog = ready.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Something else is wrong").click()
    expect(dialog.get_by_role("link", name="911")).to_be_visible()
    assert dialog.get_by_role("checkbox").count() >= 6


def test_another_country_has_other_numbers_and_is_remembered(ready: Person) -> None:
    ready.presses("Start")
    ready.presses("It hurts")
    dialog = ready.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Something else is wrong").click()
    dialog.get_by_role("checkbox", name="chest pain").check(force=True)
    dialog.get_by_role("button", name="Stop, and tell me what to do").click()
    ready.page.wait_for_url("**/outcome")
    ready.page.get_by_label("I am in").select_option(label="Spain")
    expect(ready.page.get_by_role("link", name="112")).to_be_visible()
    ready.page.reload()
    expect(ready.page.get_by_role("link", name="112")).to_be_visible()


def test_what_was_begun_before_a_swap_stays_done(ready: Person, tmp_path: Path) -> None:
    ready.presses("Start")
    for _ in range(2):
        ready.presses("Begin now")
        ready.presses("Skip this one")
    ready.presses("Begin now")
    ready.lets_pass(4 * 9 + 5)
    ready.presses("Swap")
    dialog = ready.page.get_by_role("dialog")
    dialog.get_by_role("button", name="I don’t have the room").click()  # noqa: RUF001 - as it is written
    expect(dialog.get_by_role("heading")).to_be_focused()
    dialog.get_by_role("listitem").get_by_role("button").first.click()
    expect(ready.page.get_by_text("Get ready", exact=True)).to_be_visible()
    ready.presses("End")
    ready.presses("End it here")
    ready.finishes()
    items = stored(tmp_path / "data")
    assert items[2]["movement"] == "knee_plank"
    assert items[2]["sets"] == [(1, None, 4, 20, 1)]
    assert (items[3]["instead_of"], items[3]["swap_reason"]) == ("knee_plank", "room")


def test_without_an_answer_a_swap_leads_back_to_the_session(ready: Person) -> None:
    ready.presses("Start")
    ready.page.route(
        "**/api/swap", lambda route: route.fulfill(status=500, json={"message": "not now", "problems": []})
    )
    ready.presses("Swap")
    dialog = ready.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Another reason").click()
    expect(dialog.get_by_role("alert")).to_contain_text("not now")
    dialog.get_by_role("button", name="Back to the session").click()
    expect(ready.page.get_by_role("button", name="Go on")).to_be_visible()


def answers_before(person: Person, *, pain: int = 2) -> None:
    person.says_no_to_the_rest()
    person.rates_all(pain)


def test_less_time_shows_what_is_left_out_before_it_starts(planned: Person) -> None:
    planned.follows("Start")
    planned.sees_heading("Before you start")
    answers_before(planned)
    time = planned.page.get_by_role("group", name="How much time do you have?")
    expect(time.get_by_role("radio", name="All of it")).to_be_checked()
    time.get_by_role("radio", name="5 min", exact=True).check(force=True)
    planned.presses("Go to the session")
    planned.sees_heading("Your session")
    short = planned.page.get_by_role("main").get_by_role("listitem").count()
    expect(planned.page.get_by_role("heading", name="Left out today")).to_be_visible()
    planned.page.get_by_role("radio", name="15 min").check(force=True)
    expect(planned.page.get_by_text("15 minutes").first).to_be_visible()
    planned.page.get_by_role("radio", name="5 min", exact=True).check(force=True)
    expect(planned.page.get_by_role("main").get_by_role("listitem")).to_have_count(short)
    planned.presses("Go to the session")
    planned.page.wait_for_url("**/session")
    planned.presses("Start")
    planned.lets_pass(6 * 60)
    planned.page.wait_for_url("**/after")


def test_sore_now_and_a_break_have_their_own_way_in(planned: Person) -> None:
    planned.opens("/before/sore_now")
    planned.sees_heading("A gentle ten minutes")
    answers_before(planned, pain=5)
    planned.presses("Go to the session")
    planned.page.wait_for_url("**/session")
    planned.presses("Start")
    planned.exercises_to_the_end()
    planned.finishes()

    planned.opens("/before/break")
    planned.sees_heading("A short break from sitting")
    assert planned.page.get_by_role("button", name="No to the rest").count() == 0
    planned.rates_all(2)
    planned.presses("Go to the session")
    planned.page.wait_for_url("**/session")
    planned.presses("Start")
    planned.lets_pass(5 * 60)
    planned.page.wait_for_url("**/after")


def test_a_whole_session_by_keys_alone(ready: Person) -> None:
    page = ready.page
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) == "Start":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_text("Paused", exact=True).first).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Cat-cow")).to_be_visible()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Back to the beginning of the set")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Sound off")).to_be_attached()

    page.keyboard.press("s")
    page.keyboard.press("Tab")
    assert focused(page) == "I can’t get into this position"  # noqa: RUF001 - as it is written
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.keyboard.press("h")
    expect(page.get_by_role("dialog", name="It hurts")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert focused(page) == "Tell lumbar"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("heading")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
        if focused(page) == "Go on with what is next":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Space")
    ready.exercises_to_the_end()
    ready.sees_heading("How was it?")


def test_letters_can_be_switched_off_for_whoever_speaks_to_their_computer(ready: Person) -> None:
    ready.presses("Start")
    ready.page.keyboard.press("?")
    ready.page.get_by_role("checkbox", name="Letters work as keys").uncheck()
    ready.page.keyboard.press("Escape")
    for letter in ("h", "s", "m", "?"):
        ready.page.keyboard.press(letter)
    expect(ready.page.get_by_role("dialog")).to_have_count(0)
    expect(ready.page.get_by_role("button", name="Sound on")).to_be_attached()


def test_voice_and_tones_are_chosen_apart_tried_and_remembered(planned: Person) -> None:
    page = planned.page
    planned.opens("/settings/voice")
    page.get_by_label("Voice", exact=True).select_option(label="Far Ann (needs the internet)")
    page.get_by_label("How fast it speaks").fill("1.2")
    page.get_by_label("How loud the voice is").fill("0.5")
    planned.presses("Try it")
    page.clock.run_for(9000)
    page.reload()
    planned.sees_heading("Voice and tones")
    expect(page.get_by_label("Voice", exact=True)).to_have_value("far-ann")
    planned.presses("Try it")
    line = page.evaluate("heard().find((each) => each.text)")
    assert (line["voice"], line["rate"], line["volume"]) == ("Far Ann", 1.2, 0.5)
    page.get_by_role("checkbox", name="Silent").check()
    expect(page.get_by_role("button", name="Try it")).to_be_disabled()


def test_without_any_voice_the_settings_say_so_and_the_tones_still_sound(ready: Person) -> None:
    ready.page.add_init_script("window.noVoices = true")
    ready.opens("/settings/voice")
    expect(ready.page.get_by_text("This browser has no voice for this language.")).to_be_visible()
