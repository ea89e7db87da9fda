"""Every answer comes in the language that was asked for, what was decided in another one included."""

from collections.abc import Iterator
from typing import Any

import pytest

from lumbar.library.packaged import catalogue, languages
from lumbar.library.wording import words
from tests.services.scenes import item, profile, session, short_form
from tests.web.client import Client

ENGLISH = {"accept-language": "en"}
SPANISH = {"accept-language": "es"}
SESSION = "/api/sessions/00000000-0000-4000-8000-000000000001"


def get(client: Client, path: str, headers: dict[str, str]) -> Any:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def texts(value: Any, key: str = "text") -> Iterator[str]:
    """Go through everything an answer says under a key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key and isinstance(inner, str):
                yield inner
            yield from texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)


def test_spanish_is_spoken_here() -> None:
    assert languages() == ("en", "es")


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("ES", "es"),
        ("es;q=0.9", "es"),
        ("de, es;q=0.8, en;q=0.5", "es"),
        ("en, es", "en"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("../../es", "en"),
        (None, "en"),
    ],
)
def test_the_first_language_that_is_spoken_here_is_taken(client: Client, accepted: str | None, spoken: str) -> None:
    headers = {"accept-language": accepted}
    answer = client.get("/api/movements/bridge", headers=headers)
    assert answer.json()["name"] == catalogue(spoken)["bridge"].name


def test_the_two_languages_are_two() -> None:
    assert catalogue("es")["bridge"].name != catalogue()["bridge"].name
    assert words("es").say("slot.morning") != words().say("slot.morning")


def test_the_questions_are_asked_in_spanish(client: Client) -> None:
    asked = list(texts(get(client, "/api/interview", SPANISH)))
    assert words("es").say("fever.text") in asked
    assert not set(asked) & set(texts(get(client, "/api/interview", ENGLISH)))


def test_the_library_is_shown_in_spanish(client: Client) -> None:
    spanish, english = (get(client, "/api/movements", each) for each in (SPANISH, ENGLISH))
    assert [each["id"] for each in spanish] == [each["id"] for each in english]
    assert [each["name"] for each in spanish] == [movement.name for movement in catalogue("es")]
    assert all(here["summary"] != there["summary"] for here, there in zip(spanish, english, strict=True))


def test_a_plan_made_in_english_is_told_in_spanish(client: Client) -> None:
    told = profile(answers={"osteoporosis": "yes", "cannot_lie_prone": "unknown"}, pain={"usual": 3, "today": 6})
    assert client.put("/api/profile", json=told, headers=ENGLISH).status_code == 200
    english, spanish = (get(client, "/api/week", each) for each in (ENGLISH, SPANISH))
    assert english["decision_id"] == spanish["decision_id"]
    assert spanish["phase_text"] == words("es").say("phase.start")
    assert spanish["days"][0]["weekday"] == words("es").say("weekday.1")
    for part in ("reasons", "left_out", "days"):
        here, there = list(texts(spanish[part])), list(texts(english[part]))
        assert len(here) == len(there) > 0
        assert not set(here) & set(there)
    assert [item["name"] for item in spanish["days"][0]["slots"][0]["items"]] == [
        catalogue("es")[item["movement"]].name for item in english["days"][0]["slots"][0]["items"]
    ]


def _number(fact: dict[str, Any]) -> tuple[str, object]:
    return fact["name"], fact["value"] if isinstance(fact["value"], int | float) else None


def test_a_reason_keeps_its_rule_and_its_numbers(interviewed: Client) -> None:
    def shown(language: dict[str, str]) -> list[tuple[str, list[tuple[str, object]]]]:
        reasons = get(interviewed, "/api/week", language)["reasons"]
        return [(each["rule"], [_number(fact) for fact in each["facts"]]) for each in reasons]

    assert shown(ENGLISH) == shown(SPANISH)


def test_what_the_screening_said_in_english_is_told_in_spanish(client: Client) -> None:
    told = profile(answers={"osteoporosis": "yes"})
    client.put("/api/profile", json=told, headers=ENGLISH)
    screening = get(client, "/api/today", SPANISH)["screening"]
    assert screening["what_to_do"] == words("es").say("outcome.limit")
    assert {limit["condition_label"] for limit in screening["limits"]} == {words("es").say("osteoporosis.label")}


def test_a_change_made_in_english_is_told_in_spanish(interviewed: Client) -> None:
    hurt = item("bridge", 2, pain_during=6, hurt=True, completed=False)
    assert interviewed.put(SESSION, json=session(items=[hurt]), headers=ENGLISH).status_code == 200
    [change] = get(interviewed, "/api/changes", SPANISH)
    name = catalogue("es")["bridge"].name
    assert change["text"] == words("es").say("change.down", {"name": name, "to_name": name, "level": 1})
    rules = [reason["rule"] for reason in change["reasons"]]
    assert rules == ["red_during", "step_down"]
    assert change["reasons"][1]["text"] == words("es").say("rule.step_down", {"from": 2, "to": 1})


def test_a_session_is_spoken_in_spanish(interviewed: Client) -> None:
    interviewed.post("/api/short-screening", json=short_form(), headers=ENGLISH)
    path = "/api/session?date=2026-05-04&slot=morning&minutes=8"
    english, spanish = (get(interviewed, path, each) for each in (ENGLISH, SPANISH))
    assert [step["seconds"] for each in english["items"] for step in each["script"]] == [
        step["seconds"] for each in spanish["items"] for step in each["script"]
    ]
    assert spanish["said_at_end"] == words("es").say("say.end")
    heard = {said for said in texts(spanish, "say") if not said.isdigit()}
    assert heard
    assert not heard & set(texts(english, "say"))


@pytest.mark.parametrize("slot", ["sore_now", "break"])
def test_a_session_beside_the_plan_is_told_in_spanish(interviewed: Client, slot: str) -> None:
    interviewed.post("/api/short-screening", json=short_form(), headers=ENGLISH)
    english, spanish = (
        get(interviewed, f"/api/session?date=2026-05-04&slot={slot}", each) for each in (ENGLISH, SPANISH)
    )
    assert spanish["slot_name"] == words("es").say(f"slot.{slot}")
    assert spanish["text"]
    assert not set(texts(spanish)) & set(texts(english))


def test_what_is_refused_is_refused_in_spanish(client: Client) -> None:
    early = client.get("/api/week", headers=SPANISH)
    assert (early.status_code, early.json()["message"]) == (409, words("es").say("refusal.interview_first"))
    wrong = client.put("/api/profile", json={}, headers=SPANISH)
    assert (wrong.status_code, wrong.json()["message"]) == (422, words("es").say("problem.bad_input"))


def test_an_answer_of_rules_that_are_gone_keeps_the_words_it_had(interviewed: Client) -> None:
    from lumbar.views.reasons import retold

    gone = {"rule": "phlogiston", "facts": {}, "text": "It burned."}
    assert retold(gone, words("es")) == "It burned."
    other_facts = {"rule": "step_down", "facts": {"level": 2}, "text": "One step back."}
    assert retold(other_facts, words("es")) == "One step back."
