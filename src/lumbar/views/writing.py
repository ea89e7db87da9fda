"""Writing: a view as JSON, the same bytes on every device."""

import json
from typing import Any


def as_json(view: Any) -> str:
    """Write a view - a dataclass, a list of them, or plain data - as JSON."""
    return json.dumps(view, default=vars, ensure_ascii=False, separators=(",", ":"))
