"""The link between a device's page and its app: text in, text out, because that is what crosses cheaply."""

import json

from lumbar.device.app import DeviceApp
from lumbar.vocabulary.shape import BadDocument


class Link:
    """An app over one person's snapshot, asked in JSON."""

    def __init__(self, app: DeviceApp) -> None:
        self._app = app

    def ask(self, asked: str) -> str:
        """Take the arguments of `DeviceApp.ask`, and return ``status`` and ``body``."""
        status, body = self._app.ask(**json.loads(asked))
        return f'{{"status":{status},"body":{body}}}'


def link(copy: str, person: str, mark: str) -> Link | None:
    """Open an app over a snapshot; None when it must be taken again, or by an app newer than this one."""
    try:
        return Link(DeviceApp(json.loads(copy), person, mark))
    except BadDocument:
        return None
