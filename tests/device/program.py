"""What both Pythons are asked: decisions to make, requests to answer, and recordings to watch.

Standard library and lumbar only.
"""

import json

from lumbar.care.decisions import decide
from lumbar.device.app import DeviceApp
from lumbar.library.packaged import catalogue
from lumbar.library.templates import template
from lumbar.library.wording import words
from lumbar.tracking.anything import AnythingTracker
from lumbar.tracking.tracker import Tracker
from lumbar.vocabulary.landmark import Frame


def answer(text: str) -> str:
    """Answer a list of questions, one line of JSON for each."""
    return "\n".join(_answer(question) for question in json.loads(text))


def _answer(question: dict) -> str:  # type: ignore[type-arg]
    if "story" in question:
        app = DeviceApp(question["snapshot"], "me")
        return json.dumps([app.ask(**request) for request in question["story"]], ensure_ascii=False)
    if "watch" in question:
        return _watched(question["watch"], question["recording"])
    language = question["language"]
    made = decide(question["kind"], question["document"], catalogue(language), words(language))
    return json.dumps(made, ensure_ascii=False)


def _watched(name: str, recording: dict) -> str:  # type: ignore[type-arg]
    """Return every event, to the last bit of its numbers."""
    tracker = AnythingTracker() if name == "any" else Tracker(catalogue()[name], template(name))  # type: ignore[arg-type]
    events: list[object] = []
    for number, points in enumerate(recording["points"]):
        events += tracker.feed(
            Frame(
                t_s=number / recording["fps"], points=points, width=recording["width"], height=recording["height"]
            )
        )
    return json.dumps([repr(event) for event in [*events, *tracker.finish()]])
