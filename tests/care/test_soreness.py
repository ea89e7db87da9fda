"""What "it hurts" does to the rest of a session."""

from typing import Literal

import pytest

from lumbar.care.rules import SORENESS_RULES
from lumbar.care.soreness import Soreness, answer_pain, is_strong
from lumbar.vocabulary.catalogue import Catalogue
from lumbar.vocabulary.decision import Where


def _hurts(catalogue: Catalogue, pain: float, where: Literal["closer", "same", "further"]) -> Soreness:
    remaining = [catalogue[name] for name in ("trunk_rotation_supine", "prone_prop", "childs_pose", "bridge")]
    return answer_pain(catalogue["double_knee_to_chest"], pain, where, remaining)


def test_the_item_stops_and_the_rest_goes_on(catalogue: Catalogue) -> None:
    answer = _hurts(catalogue, 4, "same")
    assert (answer.leave_out, answer.end_session) == ((), False)
    assert [reason.rule for reason in answer.reasons] == ["item_stopped"]


def test_pain_above_five_leaves_out_what_bends_the_back_the_same_way(catalogue: Catalogue) -> None:
    answer = _hurts(catalogue, 5.5, "same")
    assert answer.leave_out == ("childs_pose",)
    assert [reason.rule for reason in answer.reasons] == ["item_stopped", "family_left_out"]


def test_pain_going_further_down_the_leg_does_too(catalogue: Catalogue) -> None:
    assert _hurts(catalogue, 1, "further").leave_out == ("childs_pose",)


def test_pain_of_five_coming_closer_does_not(catalogue: Catalogue) -> None:
    assert _hurts(catalogue, 5, "closer").leave_out == ()


def test_severe_pain_ends_the_session(catalogue: Catalogue) -> None:
    answer = _hurts(catalogue, 8, "same")
    assert answer.end_session
    assert len(answer.leave_out) == 4


@pytest.mark.parametrize(
    ("pain", "where", "strong"),
    [(5, "same", False), (5.5, None, True), (0, "further", True), (None, None, False), (None, "further", True)],
)
def test_what_hurt_a_lot_was_above_five_or_went_further(
    pain: float | None, where: Where | None, strong: bool
) -> None:
    assert is_strong(pain, where) is strong


@pytest.mark.parametrize("rule", sorted(SORENESS_RULES))
def test_every_rule_of_soreness_is_tried_here(rule: str, catalogue: Catalogue) -> None:
    tried = [_hurts(catalogue, 5.5, "same"), _hurts(catalogue, 9, "same")]
    assert rule in {reason.rule for answer in tried for reason in answer.reasons}
