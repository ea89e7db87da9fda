"""Writes small flatbuffers, and puts new fields in front of one that is there.

In a flatbuffer every reference is a distance forward. So new tables can be laid before a buffer, refer to what is
in it, and leave its own bytes as they are: that is how a model's file is added to without understanding the model.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ALIGNMENT = 64
"""What is laid in front takes up a multiple of this, so that all behind stays as well aligned as it was."""


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number that stands in a table itself, as `struct` writes it."""

    value: int
    kind: str = "<I"


@dataclass(frozen=True, kw_only=True)
class Floats:
    """A vector of 32-bit floats."""

    values: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Octets:
    """A vector of bytes, aligned so that a flatbuffer inside it can be read in place."""

    content: bytes


@dataclass(frozen=True, kw_only=True)
class There:
    """Something of the buffer that is there: where it begins in it."""

    at: int


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: the values of its fields by number."""

    fields: Mapping[int, "Value"]


Value = Number | Floats | Octets | There | Table | str | Sequence["Value"]


def written(root: Table, identifier: bytes, *, before: bytes = b"") -> bytes:
    """Return the flatbuffer, followed by the one it refers to by `There`."""
    laid = _Laid()
    laid.put(bytes(4) + identifier)
    laid.refer(0, root)
    laid.pad(ALIGNMENT if before else 4)
    for place, there in laid.owed:
        laid.point(place, len(laid.out) + there.at)
    return bytes(laid.out) + before


@dataclass(kw_only=True)
class _Laid:
    out: bytearray = field(default_factory=bytearray)
    owed: list[tuple[int, There]] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        at = len(self.out)
        self.out += content
        return at

    def pad(self, to: int, *, short_of: int = 0) -> None:
        """Fill up, so that what comes after the next so many bytes is aligned."""
        self.out += bytes(-(len(self.out) + short_of) % to)

    def point(self, place: int, at: int) -> None:
        struct.pack_into("<I", self.out, place, at - place)

    def refer(self, place: int, value: Value) -> None:
        """Let what stands at ``place`` point to this, laying it first."""
        if isinstance(value, There):
            self.owed.append((place, value))
            return
        self.point(place, self._lay(value))

    def _lay(self, value: Value) -> int:
        match value:
            case Table():
                return self._lay_table(value)
            case str():
                self.pad(4)
                content = value.encode()
                return self.put(struct.pack("<I", len(content)) + content + b"\0")
            case Floats():
                self.pad(4)
                return self.put(struct.pack(f"<I{len(value.values)}f", len(value.values), *value.values))
            case Octets():
                self.pad(16, short_of=4)
                return self.put(struct.pack("<I", len(value.content)) + value.content)
            case Sequence():
                return self._lay_vector(value)
        raise TypeError(f"expected something that is referred to, found {value!r}")

    def _lay_vector(self, values: Sequence[Value]) -> int:
        self.pad(4)
        at = self.put(struct.pack("<I", len(values)) + bytes(4 * len(values)))
        for number, value in enumerate(values):
            self.refer(at + 4 + 4 * number, value)
        return at

    def _lay_table(self, table: Table) -> int:
        slots = 1 + max(table.fields, default=-1)
        size = 4 + 4 * len(table.fields)
        places = {number: 4 + 4 * order for order, number in enumerate(sorted(table.fields))}
        self.pad(4)
        index = self.put(
            struct.pack(f"<{2 + slots}H", 4 + 2 * slots, size, *(places.get(n, 0) for n in range(slots)))
        )
        self.pad(4)
        at = self.put(bytes(size))
        struct.pack_into("<i", self.out, at, at - index)
        for number, value in table.fields.items():
            place = at + places[number]
            if isinstance(value, Number):
                struct.pack_into(value.kind, self.out, place, value.value)
            else:
                self.refer(place, value)
        return at


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A table of a flatbuffer that is there."""

    content: bytes
    at: int

    @classmethod
    def of(cls, content: bytes) -> "Reader":
        """Return the root table."""
        return cls(content=content, at=_u32(content, 0))

    def place(self, number: int) -> int | None:
        """Return where the field's own bytes are; None where the table has none."""
        index = self.at - struct.unpack_from("<i", self.content, self.at)[0]
        size = struct.unpack_from("<H", self.content, index)[0]
        if 4 + 2 * number >= size:
            return None
        offset: int = struct.unpack_from("<H", self.content, index + 4 + 2 * number)[0]
        return self.at + offset if offset else None

    def number(self, number: int) -> int:
        """Return a field that is a 32-bit number; 0 where there is none."""
        place = self.place(number)
        return 0 if place is None else _u32(self.content, place)

    def there(self, number: int) -> There | None:
        """Return what a field refers to."""
        place = self.place(number)
        return None if place is None else There(at=place + _u32(self.content, place))

    def vector(self, number: int) -> tuple[There, ...]:
        """Return what a field that is a vector of references refers to."""
        vector = self.there(number)
        if vector is None:
            return ()
        places = range(vector.at + 4, vector.at + 4 + 4 * _u32(self.content, vector.at), 4)
        return tuple(There(at=place + _u32(self.content, place)) for place in places)

    def numbers(self, number: int) -> tuple[int, ...]:
        """Return a field that is a vector of 32-bit numbers."""
        vector = self.there(number)
        if vector is None:
            return ()
        count = _u32(self.content, vector.at)
        return struct.unpack_from(f"<{count}I", self.content, vector.at + 4)

    def text(self, number: int) -> str:
        """Return a field that is a string; empty where there is none."""
        there = self.there(number)
        if there is None:
            return ""
        return self.content[there.at + 4 : there.at + 4 + _u32(self.content, there.at)].decode()

    def table(self, there: There) -> "Reader":
        """Return a table this one refers to."""
        return Reader(content=self.content, at=there.at)


def _u32(content: bytes, at: int) -> int:
    number: int = struct.unpack_from("<I", content, at)[0]
    return number
