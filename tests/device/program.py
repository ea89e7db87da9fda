"""What both Pythons are asked: decisions to make, and requests to answer. Standard library and lumbar only."""

import json

from lumbar.care.decisions import decide
from lumbar.device.app import DeviceApp
from lumbar.library.packaged import catalogue
from lumbar.library.wording import words


def answer(text: str) -> str:
    """Answer a list of questions, one line of JSON for each."""
    return "\n".join(_answer(question) for question in json.loads(text))


def _answer(question: dict) -> str:  # type: ignore[type-arg]
    if "story" in question:
        app = DeviceApp(question["snapshot"], "me")
        return json.dumps([app.ask(**request) for request in question["story"]], ensure_ascii=False)
    language = question["language"]
    made = decide(question["kind"], question["document"], catalogue(language), words(language))
    return json.dumps(made, ensure_ascii=False)
