"""Conditions and warning signs: the closed lists of what a person is asked about."""

from typing import Literal

Answer = Literal["yes", "no", "unknown"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown")

EMERGENCY_SIGNS: tuple[str, ...] = (
    "bladder_bowel_change",
    "saddle_numbness",
    "both_legs_symptoms",
    "leg_weakness_progressive",
    "abdominal_pulsing_pain",
    "chest_pain",
)
URGENT_SIGNS: tuple[str, ...] = ("major_trauma", "fever", "clot_suspected")
REFER_SIGNS: tuple[str, ...] = (
    "cancer_history",
    "unexplained_weight_loss",
    "night_pain_unremitting",
    "morning_stiffness_inflammatory",
    "recent_infection",
)
COMBINED_SIGNS: tuple[str, ...] = ("minor_trauma", "immune_suppression", "long_term_steroids")
WARNING_SIGNS: tuple[str, ...] = EMERGENCY_SIGNS + URGENT_SIGNS + COMBINED_SIGNS + REFER_SIGNS

BLOCKING_CONDITIONS: tuple[str, ...] = ("recent_spinal_surgery", "pregnancy_complication")
"""Conditions under which nothing is done until a clinician has agreed."""

CONDITIONS: tuple[str, ...] = (
    "flexion_intolerant",
    "extension_intolerant",
    "spinal_stenosis",
    "spondylolisthesis",
    "osteoporosis",
    "vertebral_fracture",
    "pregnancy_complication",
    "hip_replacement_posterior",
    "hip_replacement_anterior",
    "recent_spinal_surgery",
    "cannot_kneel",
    "cannot_lie_prone",
    "cannot_get_to_floor",
    "blood_pressure_uncontrolled",
    "vertigo",
    "anticoagulant",
    "open_wound",
    "sciatica",
    "abdominal_surgery",
    "shoulder_or_wrist_pain",
    "glaucoma_or_reflux",
)
PREGNANCY: tuple[str, ...] = ("pregnancy", "pregnancy_from_14_weeks")
"""Derived from the weeks, never asked as a question of their own."""

QUESTIONS: tuple[str, ...] = WARNING_SIGNS + CONDITIONS
CAUTION_CONDITIONS: tuple[str, ...] = (
    tuple(name for name in CONDITIONS if name not in BLOCKING_CONDITIONS) + PREGNANCY
)
"""The conditions a movement file may answer for."""
