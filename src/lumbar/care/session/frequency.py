"""Frequency: whether a movement may be done once more today, by its own dose and by the day it rests."""

from lumbar.care.course import WEEK_DAYS
from lumbar.care.planning.candidates import Candidate
from lumbar.care.planning.person import PlanInput


def free_today(candidate: Candidate, given: PlanInput) -> bool:
    """Tell whether the movement is done less often today and this week than its dose says, and need not rest."""
    movement, dose = candidate.movement, candidate.dose
    ago = [
        (given.as_of - session.date).days
        for session in given.history
        if any(item.movement == movement.id for item in session.items)
    ]
    days_before = {days for days in ago if 0 < days < WEEK_DAYS}
    if ago.count(0) >= dose.times_per_day or len(days_before) >= dose.days_per_week:
        return False
    return not (movement.is_strength and 1 in days_before)
