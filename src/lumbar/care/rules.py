"""Every rule by name, with the source it stands on. Its words are in the word files under ``rule.NAME``.

A reason whose rule is missing here cannot be written out; tests find a rule without words or without a scenario.
"""

_FLAGS = (
    "lumbar's screening rules; AHCPR low-back guideline table, IFOMPT 2020 framework (doi 10.2519/jospt.2020.9971)"
)
_MATRIX = "lumbar's screening rules; contra-indication matrix"
_PLAN = "lumbar's planning rules"
_DESIGN = "engineering choice, awaiting a clinician's sign-off"
_PROGRESS = (
    "lumbar's progression rules; pain-monitoring model (Silbernagel and Thomeé 2007), extrapolated to the low back"
)
_FLARE = "lumbar's progression rules; flare-up guidance (NHS; WHO review 2023)"

SCREENING_RULES: dict[str, str] = {
    "unlisted": _DESIGN,
    "emergency": _FLAGS,
    "emergency_unknown": _FLAGS,
    "urgent": _FLAGS,
    "urgent_unknown": _FLAGS,
    "minor_trauma": "lumbar's screening rules; AHCPR table (minor trauma, age, osteoporosis, steroids)",
    "minor_trauma_noted": "lumbar's screening rules",
    "steroids_noted": "lumbar's screening rules: minor trauma; alone no limit",
    "immune_infection": _FLAGS,
    "immune": _FLAGS,
    "refer_sign": _FLAGS,
    "age_under_18": "lumbar's screening rules; trials enrol adults",
    "age_noted": "lumbar's screening rules: adult age alone is only a reason",
    "surgery": "lumbar's screening rules; contra-indication matrix: follow the surgical team",
    "pregnancy_complication": "lumbar's screening rules; ACOG list of obstetric contra-indications (2002)",
    "cleared": "lumbar's screening rules: a clinician knows and agreed, for 365 days",
    "clearance_not_possible": "lumbar's screening rules: never an emergency or urgent rule",
    "clearance_expired": "lumbar's screening rules: a clearance holds for 365 days",
    "clearance_in_future": _DESIGN,
    "clearance_ended_by_sign": "lumbar's screening rules: cancer history, until a new sign",
    "condition": _MATRIX,
    "pregnancy": "lumbar's screening rules; ACOG 2002; the article asks for professional guidance",
    "pregnancy_from_14_weeks": "lumbar's screening rules; ACOG 2002: not long on the back from then on",
    "spreading_leg_symptoms": "lumbar's short-form rule; stop signs (NHS): pain or numbness spreading down the leg",
    "no_sign_today": "lumbar's screening rules: never a word of being clear",
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
    "spreading_until_answered": "lumbar's progression rules; directional preference (May 2018 review)",
    "flare_unrated": _FLARE,
    "flare_painful": _FLARE,
    "flare_halved": _FLARE,
    "flare_after": _FLARE + ": 70 % for two sessions",
    "red_halved": _PROGRESS + ": half the sets at the lowest level",
    "pain_today": "lumbar's progression rules, red: over 5; " + _DESIGN,
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
    "no_strength": "lumbar's planning rules: never only flexibility, mobility, rest and release",
}

PROGRESSION_RULES: dict[str, str] = {
    "usual_pain": "lumbar's progression rules: median of the last 14 days' ratings, or the interview's answer",
    "red_during": _PROGRESS,
    "red_next_morning": _PROGRESS,
    "red_weekly_mean": _PROGRESS,
    "red_spreading": "lumbar's progression rules; directional preference (May 2018 review); stop signs",
    "green_counts": _PROGRESS,
    "amber": _PROGRESS,
    "amber_no_next_morning": _PROGRESS,
    "amber_incomplete": _PROGRESS,
    "step_up": "lumbar's progression rules: three green sessions in a row of that movement since its last change",
    "step_up_top": "lumbar's progression rules; ladder of levels",
    "step_up_blocked": _MATRIX,
    "step_down": _PROGRESS,
    "step_down_regression": "ladder of levels: regress before base",
    "step_down_halved": _PROGRESS + ": half the sets at the lowest level",
    "already_stepped_down": _DESIGN,
    "absence_week": "lumbar's progression rules: over 7 days away, one level down, once per gap",
    "absence_long": "lumbar's progression rules: over 21 days away, default level",
    "absence_counted": "lumbar's progression rules: once per gap",
    "flare_in_said": _FLARE,
    "flare_in": _FLARE,
    "flare_out": _FLARE,
    "flare_no_step": _FLARE + ": no step up",
    "no_gain": "lumbar's progression rules; NHS inform: two weeks without gain, seek help",
    "worse_twice": "directional preference (May 2018 review): two sessions worse, refer",
    "quota_step": "lumbar's progression rules; graded activity (BMC Public Health 2007;7:254)",
    "quota_waits": "lumbar's progression rules; graded activity (BMC Public Health 2007;7:254)",
    "quota_needs_morning": "lumbar's progression rules: never without the next-morning answer",
    "not_done_yet": _DESIGN,
}

SORENESS_RULES: dict[str, str] = {
    "item_stopped": "stop signs (NHS, Allina, Geisinger): stop the item",
    "family_left_out": "directional preference (May 2018 review): stop that direction",
    "session_ended": "stop signs (NHS, Allina, Geisinger): severe pain with any exercise",
}

SESSION_RULES: dict[str, str] = {
    "trim_left_out": _PLAN + ": the objective, over the minutes there are",
    "swap_family": _DESIGN + ": the same family serves the same end",
    "swap_purpose": _DESIGN + ": the same purpose serves the same end",
    "swap_dose": _DESIGN + ": never more than the place had",
    "sore_now": _FLARE + "; " + _DESIGN,
    "break": "lumbar's planning rules: breaks from long sitting; " + _DESIGN,
    "extra": _DESIGN,
    "extra_nothing": _DESIGN,
}

RULES: dict[str, str] = SCREENING_RULES | PLANNING_RULES | PROGRESSION_RULES | SORENESS_RULES | SESSION_RULES
"""Rule -> source."""
