"""Prints the OpenAPI document: ``python -m lumbar.web.openapi``."""

import json
from typing import Any

from lumbar.services.practice import Practice
from lumbar.web.app import build_api


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""

    def nobody() -> Practice:
        raise RuntimeError("the document is made without a practice")

    return build_api(nobody).openapi()


if __name__ == "__main__":
    print(json.dumps(document(), indent=2, sort_keys=True, ensure_ascii=False))
