"""Reads a PDF as a screen reader does: its tree of tags, in order."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Tag:
    """An element of the tree: its kind, its title and its description, and what is in it."""

    kind: str
    title: str | None
    alt: str | None
    children: "list[Tag]" = field(default_factory=list)

    def walk(self) -> "Iterator[Tag]":
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds: str) -> "list[Tag]":
        return [each for each in self.walk() if each.kind in kinds]


class Read:
    def __init__(self, content: bytes) -> None:
        self.pdf = PdfReader(io.BytesIO(content))
        self.root: Any = self.pdf.trailer["/Root"]

    @cached_property
    def tree(self) -> Tag:
        return Tag("Root", None, None, list(_tags(self.root["/StructTreeRoot"]["/K"])))

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, with single spaces."""
        return [re.sub(r"\s+", " ", page.extract_text()) for page in self.pdf.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def size_mm(self) -> tuple[int, int]:
        box = self.pdf.pages[0].mediabox
        return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)

    @property
    def metadata(self) -> str:
        return bytes(self.root["/Metadata"].get_object().get_data()).decode()


def _tags(node: Any) -> Iterator[Tag]:
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, dict) and "/S" in node:
        children = list(_tags(node["/K"])) if "/K" in node else []
        yield Tag(str(node["/S"])[1:], _text(node, "/T"), _text(node, "/Alt"), children)


def _text(node: Any, key: str) -> str | None:
    return str(node[key]) if key in node else None
