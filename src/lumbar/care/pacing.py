"""Pacing: a dose written out in seconds, step by step, with everything that is heard and when.

The planner's minutes and the player's clock come from the same numbers, so a session takes as long as the
plan says. What is spoken comes from the movement's file and its dose, and from the words of ``say``.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from lumbar.care.telling import dose_text
from lumbar.vocabulary.dose import Dose, Side, Sides
from lumbar.vocabulary.movement import Movement
from lumbar.vocabulary.session import Cue, Step, StepKind
from lumbar.vocabulary.words import Words

GET_READY_S = 15.0
"""Time to hear what comes and lie down for it. Part of the transition into an item, so not of the item's time."""
CHANGE_POSITION_S = 30.0
"""The same where the position changes, slowly enough for a sore back."""
SWITCH_S = 5.0
COUNTDOWN = (3.0, 2.0, 1.0)
"""Tones this long before something begins."""
HALFWAY_FROM_S = 20.0
LAST_FROM_S = 30.0
LAST_S = 10.0
"""In a stretch of 20 seconds and more the half is told, in one of 30 and more its last ten."""
LED_BREATHS = 2
"""So many breaths are led by voice; then the breath goes on by itself."""
BOTH: tuple[Side, ...] = ("left", "right")


def item_seconds(dose: Dose, sides: Sides) -> float:
    """Return how long the dose takes, rests and side switches included, without getting ready."""
    rep_s = (dose.tempo_s or 0.0) + (dose.hold_s or 0.0)
    stretch_s = dose.duration_s if dose.reps is None else dose.reps * rep_s
    set_s = stretch_s or 0.0
    if dose.per_side:
        switches = sides == "one_then_other" or dose.reps is None
        set_s = 2 * set_s + (SWITCH_S if switches else 0.0)
    return dose.sets * set_s + (dose.sets - 1) * (dose.rest_s or 0.0)


def in_minutes(seconds: float) -> float:
    """Return minutes rounded down to hundredths, so that rounding never overfills a day."""
    return math.floor(seconds / 60 * 100 + 1e-6) / 100


def script(movement: Movement, dose: Dose, words: Words, before: Movement | None = None) -> tuple[Step, ...]:
    """Return the item's steps in order, the first of them getting ready.

    A cue of the movement is spoken the first time it comes round; after that the repetitions are counted.

    Args:
        movement: what is done.
        dose: how much of it.
        words: the words around the movement's own.
        before: the movement done just before; None at the start of a session.
    """
    return tuple(_Script(movement, dose, words).steps(before))


@dataclass(frozen=True)
class _Script:
    movement: Movement
    dose: Dose
    words: Words

    def steps(self, before: Movement | None) -> Iterator[Step]:
        yield self._get_ready(before)
        for number in range(1, self.dose.sets + 1):
            if self.dose.reps is None:
                yield from self._timed_set(number)
            elif self.movement.sides == "one_then_other" and self.dose.per_side:
                yield from self._reps(number, side="left")
                yield self._switch(number)
                yield from self._reps(number, side="right")
            else:
                yield from self._reps(number, side=None)
            if number < self.dose.sets and self.dose.rest_s:
                yield self._rest(number, self.dose.rest_s)

    def _get_ready(self, before: Movement | None) -> Step:
        movement = self.movement
        changes = before is not None and before.position != movement.position
        seconds = CHANGE_POSITION_S if changes else GET_READY_S
        facts = {"name": movement.name, "dose": dose_text(self.dose, self.words), "start": movement.cues.start}
        said = self.words.say("say.first" if before is None else "say.next", facts)
        return self._step("get_ready", seconds, [Cue(at_s=0, say=said), *_countdown(seconds)], movement.cues.start)

    def _rest(self, number: int, seconds: float) -> Step:
        facts = {"seconds": seconds, "set": number + 1, "sets": self.dose.sets}
        cues = [Cue(at_s=0, say=self.words.say("say.rest", facts), tone="turn"), *_countdown(seconds)]
        return self._step("rest", seconds, cues, self.movement.cues.start, number=number)

    def _switch(self, number: int) -> Step:
        said = self.movement.cues.switch or self.movement.cues.start
        cues = [Cue(at_s=0, say=said, tone="turn"), *_countdown(SWITCH_S)]
        return self._step("switch", SWITCH_S, cues, said, number=number)

    def _timed_set(self, number: int) -> Iterator[Step]:
        cues, seconds = self.movement.cues, self.dose.duration_s or 0.0
        for side in BOTH if self.dose.per_side else (None,):
            if side == "right":
                yield self._switch(number)
            said = self._on(side, cues.move)
            heard = self._along(said, seconds, breathing=True)
            yield self._step("flow", seconds, heard, cues.hold or cues.move, number=number, side=side)

    def _reps(self, number: int, *, side: Side | None) -> Iterator[Step]:
        """Go through a set's repetitions; a movement that alternates changes side with each."""
        alternates = self.movement.sides == "alternate"
        for rep in range(1, (self.dose.reps or 0) + 1):
            if alternates and self.dose.per_side:
                yield from self._rep(number, rep, "left", str(rep))
                yield from self._rep(number, rep, "right", self.words.say("say.right"))
            else:
                turn = BOTH[(rep - 1) % 2] if alternates else side
                yield from self._rep(number, rep, turn, str(rep))

    def _rep(self, number: int, rep: int, side: Side | None, count: str) -> Iterator[Step]:
        cues, dose = self.movement.cues, self.dose
        half_s = (dose.tempo_s or 0.0) / 2
        first = rep == 1
        begun = self._on(side, cues.move) if first else count
        yield self._part("move", half_s, [Cue(at_s=0, say=begun, tone="turn")], cues.move, number, rep, side)
        if dose.hold_s:
            held = cues.hold or cues.move
            heard = self._along(held if first else None, dose.hold_s, breathing=first)
            yield self._part("hold", dose.hold_s, heard, held, number, rep, side)
        back = cues.back or cues.start
        heard = [Cue(at_s=0, say=back if first else None, tone="turn")]
        yield self._part("back", half_s, heard, back, number, rep, side)

    def _along(self, said: str | None, seconds: float, *, breathing: bool) -> list[Cue]:
        """Return what is heard through a long stretch: its cue, some breaths, the half, the last seconds."""
        heard = [Cue(at_s=0, say=said, tone="turn")]
        half = seconds >= HALFWAY_FROM_S
        last = seconds >= LAST_FROM_S
        told = [seconds / 2] * half + [seconds - LAST_S] * last
        if breathing:
            heard += self._breaths(min([seconds, *told]))
        if half:
            heard.append(Cue(at_s=seconds / 2, say=self.words.say("say.halfway")))
        if last:
            heard.append(Cue(at_s=seconds - LAST_S, say=self.words.say("say.last", {"seconds": LAST_S})))
        return heard

    def _breaths(self, until_s: float) -> list[Cue]:
        """Lead the first breaths after the cue itself, as long as nothing else is to be said."""
        breath = self.movement.breath
        if breath is None:
            return []
        heard: list[Cue] = []
        breath_s = breath.in_s + breath.out_s
        for number in range(1, LED_BREATHS + 1):
            in_at_s = number * breath_s
            heard.append(Cue(at_s=in_at_s, say=self.words.say("say.breathe_in")))
            heard.append(Cue(at_s=in_at_s + breath.in_s, say=self.words.say("say.breathe_out")))
        return [cue for cue in heard if cue.at_s + max(breath.in_s, breath.out_s) <= until_s]

    def _on(self, side: Side | None, said: str) -> str:
        return said if side is None else f"{self.words.say(f'say.side_{side}')} {said}"

    def _part(
        self, kind: StepKind, seconds: float, cues: list[Cue], show: str, number: int, rep: int, side: Side | None
    ) -> Step:
        return self._step(kind, seconds, cues, show, number=number, rep=rep, side=side)

    def _step(
        self,
        kind: StepKind,
        seconds: float,
        cues: list[Cue],
        show: str,
        *,
        number: int = 1,
        rep: int | None = None,
        side: Side | None = None,
    ) -> Step:
        return Step(
            kind=kind,
            seconds=seconds,
            side=side,
            set=number,
            sets=self.dose.sets,
            rep=rep,
            reps=self.dose.reps,
            show=show,
            cues=tuple(cues),
        )


def _countdown(seconds: float) -> list[Cue]:
    return [Cue(at_s=seconds - left_s, tone="ready") for left_s in COUNTDOWN if seconds > left_s]
