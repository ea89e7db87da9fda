"""Pairing over HTTP: what a stranger on the home network may ask, and what only those who are in may.

| method, path | who | body -> answer |
|---|---|---|
| GET /api/pairing/state | anyone | -> PairingState |
| POST /api/pairing | a device on the network | PairIn -> DeviceOut and the cookie; 409 not the code |
| GET /lumbar-ca.crt | anyone | -> the certificate a device is told to trust |
| POST /api/pairing/code | who is in | -> CodeOut |
| GET /api/pairing/devices | who is in | -> list[DeviceOut] |
| DELETE /api/pairing/devices/{id} | who is in | -> list[DeviceOut], those that are left |

Who is in: this computer, and every paired device. The routes need not ask, because what a stranger sends never
reaches them (lumbar.web.lan.gate); anything else under ``/api`` answers a stranger 401. Without ``lumbar --lan``
all but the state answer 409.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from lumbar.services.pairing import DEVICE_LIFE
from lumbar.services.records import Device
from lumbar.services.refusals import Refusal
from lumbar.web.bodies import Closed
from lumbar.web.lan.gate import COOKIE, visitor
from lumbar.web.lan.picture import as_image
from lumbar.web.lan.side import CA_PATH, Side
from lumbar.web.routes import NOT_NOW, NOT_THERE

CA_TYPE = "application/x-x509-ca-cert"
"""What phones and browsers take for a certificate to trust."""

porch = APIRouter(responses=NOT_NOW)
"""What anyone on the home network may ask."""
inside = APIRouter(prefix="/api/pairing", responses=NOT_NOW)
"""What only those who are in may ask."""


class PairIn(Closed):
    """The code, in any case, with or without its hyphen; and what to call the device in the list."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PairingState:
    """Where the asker stands.

    local: this is the computer lumbar runs on, which needs no pairing. paired: this is a paired device.
    lan: lumbar is on the home network now.
    """

    local: bool
    paired: bool
    lan: bool


@dataclass(frozen=True, kw_only=True)
class DeviceOut:
    """A paired device. ``seen_on`` is the last day it came; ``this``: it is the one that asks."""

    id: str
    name: str
    paired_at: datetime
    seen_on: date
    this: bool


@dataclass(frozen=True, kw_only=True)
class CodeOut:
    """A code that pairs one device, once, until ``expires_at``.

    link: the page to open on the device, code included; qr: the same as a picture, for the ``src`` of an image.
    fingerprint: of the certificate the browser shows when it warns. ca_fingerprint: of the one to trust, which is
    at ca_path. Both SHA-256.
    """

    code: str
    expires_at: datetime
    address: str
    link: str
    qr: str
    fingerprint: str
    ca_fingerprint: str
    ca_path: str


def _side(request: Request) -> Side:
    side: Side | None = request.app.state.side
    if side is None:
        raise Refusal("lan_off")
    return side


OnLan = Annotated[Side, Depends(_side)]


@porch.get("/api/pairing/state", response_model=PairingState)
def state(request: Request) -> PairingState:
    """Say where the asker stands."""
    asks = visitor(request.scope)
    return PairingState(local=asks.local, paired=asks.device is not None, lan=request.app.state.side is not None)


@porch.post("/api/pairing", response_model=DeviceOut)
def pair(request: Request, response: Response, body: PairIn) -> DeviceOut:
    """Pair the device that knows the code, and give it its cookie."""
    side = _side(request)
    if visitor(request.scope).local:
        raise Refusal("this_computer")
    paired = side.pairing.pair(body.model_dump())
    response.set_cookie(
        COOKIE,
        paired.token,
        max_age=int(DEVICE_LIFE.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return _out(paired.device, paired.device)


@porch.get(CA_PATH, include_in_schema=False)
def ca(side: OnLan) -> Response:
    """Return the certificate a device is told to trust."""
    return Response(side.root, media_type=CA_TYPE, headers={"cache-control": "no-cache"})


@inside.post("/code", response_model=CodeOut)
def code(side: OnLan) -> CodeOut:
    """Make a new code; the one before is of no use from now on."""
    made = side.pairing.make_code()
    link = side.link(made)
    return CodeOut(
        code=made.readable,
        expires_at=made.ends_at,
        address=side.address,
        link=link,
        qr=as_image(link),
        fingerprint=side.fingerprint,
        ca_fingerprint=side.root_fingerprint,
        ca_path=CA_PATH,
    )


@inside.get("/devices", response_model=list[DeviceOut])
def devices(request: Request, side: OnLan) -> list[DeviceOut]:
    """Return the paired devices, in the order they were paired."""
    return [_out(device, visitor(request.scope).device) for device in side.pairing.devices()]


@inside.delete("/devices/{device_id}", response_model=list[DeviceOut], responses=NOT_THERE)
def remove(request: Request, side: OnLan, device_id: str) -> list[DeviceOut]:
    """Forget a device, and return those that are left."""
    side.pairing.remove(device_id)
    return devices(request, side)


def _out(device: Device, asks: Device | None) -> DeviceOut:
    return DeviceOut(
        id=device.id,
        name=device.name,
        paired_at=datetime.fromisoformat(device.paired_at),
        seen_on=device.seen_on,
        this=asks is not None and device.id == asks.id,
    )
