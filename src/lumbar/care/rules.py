"""Every rule by name, with the source it stands on. Its words are in the word files under ``rule.NAME``.

A reason whose rule is missing here cannot be written out; tests find a rule without words or without a scenario.
"""

_FLAGS = "RULES screening; AHCPR low-back guideline table, IFOMPT 2020 framework (doi 10.2519/jospt.2020.9971)"
_MATRIX = "RULES screening; contra-indication matrix (SAFETY section 3)"
_PLAN = "RULES planning"
_DESIGN = "engineering choice, awaiting a clinician's sign-off"
_PROGRESS = "RULES progression; pain-monitoring model (Silbernagel and Thomeé 2007), extrapolated to the low back"
_FLARE = "RULES progression; PROGRESSION section 5"

SCREENING_RULES: dict[str, str] = {
    "unlisted": _DESIGN,
    "emergency": _FLAGS,
    "emergency_unknown": _FLAGS,
    "urgent": _FLAGS,
    "urgent_unknown": _FLAGS,
    "minor_trauma": "RULES screening; AHCPR low-back guideline table (minor trauma, age, osteoporosis, steroids)",
    "minor_trauma_noted": "RULES screening",
    "steroids_noted": "RULES screening: minor trauma; alone no limit",
    "immune_infection": _FLAGS,
    "immune": _FLAGS,
    "refer_sign": _FLAGS,
    "age_under_18": "RULES screening; trials enrol adults",
    "age_noted": "RULES screening: adult age alone is only a reason",
    "surgery": "RULES screening; SAFETY section 3: follow the surgical team",
    "pregnancy_complication": "RULES screening; ACOG list of obstetric contra-indications (2002)",
    "cleared": "RULES screening: a clinician knows and agreed, for 365 days",
    "clearance_not_possible": "RULES screening: never an emergency or urgent rule",
    "clearance_expired": "RULES screening: a clearance holds for 365 days",
    "clearance_in_future": _DESIGN,
    "clearance_ended_by_sign": "RULES screening: cancer history, until a new sign",
    "condition": _MATRIX,
    "pregnancy": "RULES screening; ACOG 2002; the article asks for professional guidance",
    "pregnancy_from_14_weeks": "RULES screening; ACOG 2002: not long on the back after the first trimester",
    "spreading_leg_symptoms": "RULES short form; SAFETY section 5: pain or numbness spreading down the leg",
    "no_sign_today": 'RULES screening: never "you are clear"',
}

PLANNING_RULES: dict[str, str] = {
    "no_plan": _PLAN,
    "phase_start": _PLAN + ": first two weeks, default levels, at most 20 minutes",
    "phase_build": _PLAN,
    "phase_maintain": _PLAN + ": goals reached, 2 to 3 days a week",
    "phase_return": _PLAN + ": after more than 21 days away",
    "warm_up": _PLAN + ": 1 minute where the day has 10 or less, else 3",
    "no_warm_up": _DESIGN,
    "walk": "JOSPT 2021 guideline: aerobic exercise; the article has no aerobic item",
    "blocked": _MATRIX,
    "substitute": _MATRIX,
    "substitute_missing": _MATRIX + "; " + _DESIGN,
    "modified": _MATRIX,
    "cautioned": _MATRIX,
    "capped": _MATRIX,
    "equipment": _PLAN + ": equipment is what one must own",
    "surroundings": _PLAN + ": surroundings, unless the person says otherwise",
    "spreading_until_answered": "RULES progression; SAFETY section 4",
    "flare_unrated": _FLARE,
    "flare_painful": _FLARE,
    "flare_halved": _FLARE,
    "flare_after": _FLARE + ": 70 % for two sessions",
    "red_halved": _PROGRESS + ": half the sets at the lowest level",
    "pain_today": "RULES progression, red: over 5; " + _DESIGN,
    "level_default": _PLAN + ": newcomers start at the default level",
    "level_given": _PLAN,
    "level_return": _PLAN + ": after more than 21 days away, default level",
    "core_day": "the article: core work 2 to 3 times a week; ACSM: 48 hours between",
    "strength_kept": "Owen 2020 network meta-analysis: stretching alone does no better than control",
    "frequency": _PLAN + ": frequency windows come from the level",
    "below_window_days": _PLAN + ": frequency windows come from the level",
    "below_window_minutes": _PLAN + ": minutes include warm-up and transitions",
    "below_window_rest": "ACSM: 48 hours between strength days",
    "no_time": _PLAN + ": minutes include warm-up and transitions",
    "none_allowed": _MATRIX,
    "slots_fewer": _DESIGN,
    "slot_done_today": _DESIGN,
    "trimmed": _PLAN + ": core work where the day allows, else what fits",
    "no_strength": "RULES planning: never only flexibility, mobility, rest and release",
}

PROGRESSION_RULES: dict[str, str] = {
    "usual_pain": "RULES progression: median of the last 14 days' ratings, or the interview's answer",
    "red_during": _PROGRESS,
    "red_next_morning": _PROGRESS,
    "red_weekly_mean": _PROGRESS,
    "red_spreading": "RULES progression; SAFETY sections 4 and 5",
    "green_counts": _PROGRESS,
    "amber": _PROGRESS,
    "amber_no_next_morning": _PROGRESS,
    "amber_incomplete": _PROGRESS,
    "step_up": "RULES progression: three green sessions in a row of that movement since its last change",
    "step_up_top": "RULES progression; PROGRESSION section 3",
    "step_up_blocked": _MATRIX,
    "step_down": _PROGRESS,
    "step_down_regression": "PROGRESSION section 3: regress before base",
    "step_down_halved": _PROGRESS + ": half the sets at the lowest level",
    "already_stepped_down": _DESIGN,
    "absence_week": "RULES progression: over 7 days away, one level down, once per gap",
    "absence_long": "RULES progression: over 21 days away, default level",
    "absence_counted": "RULES progression: once per gap",
    "flare_in_said": _FLARE,
    "flare_in": _FLARE,
    "flare_out": _FLARE,
    "flare_no_step": _FLARE + ": no step up",
    "no_gain": "RULES progression; NHS inform: two weeks without gain, seek help",
    "worse_twice": "SAFETY section 4: two sessions worse, refer",
    "quota_step": "RULES progression; graded activity (BMC Public Health 2007;7:254)",
    "quota_waits": "RULES progression; graded activity (BMC Public Health 2007;7:254)",
    "quota_needs_morning": "DESIGN: never without the next-morning answer",
    "not_done_yet": _DESIGN,
}

SORENESS_RULES: dict[str, str] = {
    "item_stopped": "SAFETY section 5: stop the item",
    "family_left_out": "SAFETY section 4: stop that direction, offer the opposite or neutral",
    "session_ended": "SAFETY section 5: severe pain with any exercise",
}

RULES: dict[str, str] = SCREENING_RULES | PLANNING_RULES | PROGRESSION_RULES | SORENESS_RULES
"""Rule -> source."""
