"""The pure rooms import only what the browser also has, and reach for nothing outside themselves.

import-linter names what is forbidden; this is the other half, a list of what is allowed, so that a
module nobody thought of doesn't slip through.
"""

import ast
from pathlib import Path

import pytest

import lumbar

ROOT = Path(lumbar.__file__).parent

ALWAYS = {
    "__future__", "abc", "bisect", "collections", "dataclasses", "datetime", "enum", "fractions", "functools",
    "itertools", "lumbar", "math", "operator", "re", "statistics", "string", "textwrap", "types", "typing",
}  # fmt: skip
ALLOWED = {
    "vocabulary": ALWAYS,
    "signals": ALWAYS,
    "tracking": ALWAYS,
    "care": ALWAYS | {"heapq"},
    "services": ALWAYS | {"contextlib", "hashlib", "hmac", "json", "pathlib", "threading"},
    "views": ALWAYS | {"json"},
    "device": ALWAYS | {"contextlib", "copy", "json", "threading"},
    "library": ALWAYS | {"hashlib", "importlib", "io", "json", "pathlib", "tomllib"},
}
OUTWARD = {"breakpoint", "compile", "eval", "exec", "input", "open", "print", "__import__"}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_pure_room_imports_only_what_is_listed(room: str) -> None:
    assert modules(room), f"no modules found in {room}"
    for path in modules(room):
        extra = imported(ast.parse(path.read_text(encoding="utf-8"))) - ALLOWED[room]
        assert not extra, f"{path.relative_to(ROOT)} imports {sorted(extra)}"


@pytest.mark.parametrize("room", ["vocabulary", "signals", "tracking", "care"])
def test_a_pure_room_calls_nothing_that_reaches_outside(room: str) -> None:
    for path in modules(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in OUTWARD, f"{path.relative_to(ROOT)}:{node.lineno} {node.func.id}()"
