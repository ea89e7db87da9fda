"""Telling: a dose in words, the same on the screen, in speech and on paper."""

from lumbar.vocabulary.dose import Dose
from lumbar.vocabulary.words import Words


def dose_text(dose: Dose, words: Words) -> str:
    """Say the dose in one line: "2 sets of 10 times, hold 5 seconds, each side"."""
    amount = _amount(dose, words)
    parts = [amount if dose.sets == 1 else words.say("dose.of", {"sets": dose.sets, "amount": amount})]
    if dose.hold_s:
        parts.append(words.say("dose.hold_one" if dose.hold_s == 1 else "dose.hold", {"seconds": dose.hold_s}))
    if dose.per_side:
        parts.append(words.say("dose.per_side"))
    return ", ".join(parts)


def _amount(dose: Dose, words: Words) -> str:
    if dose.reps is not None:
        return words.say("dose.reps_one" if dose.reps == 1 else "dose.reps", {"reps": dose.reps})
    seconds = dose.duration_s or 0.0
    if seconds < 60 or seconds % 30:
        return words.say("dose.seconds", {"seconds": seconds})
    return words.say("dose.minutes_one" if seconds == 60 else "dose.minutes", {"minutes": seconds / 60})
