"""Every example runs through the command line and comes out as examples/README.md says."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lumbar.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
README = (EXAMPLES / "README.md").read_text(encoding="utf-8")
TEN = {
    "knee_to_chest", "pelvic_tilt_bridge", "cat_cow", "spine_twist", "hip_flexor", "childs_pose", "hamstring",
    "core", "back_extension", "piriformis",
}  # fmt: skip
Outcome = dict[str, Any]
Run = Callable[..., Outcome]


def files() -> list[str]:
    return sorted(
        path.relative_to(EXAMPLES).as_posix()
        for path in EXAMPLES.rglob("*")
        if path.is_file() and path.name != "README.md"
    )


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on an example; return what it printed as JSON."""

    def runs(command: str, example: str, *more: str) -> Outcome:
        assert main([command, str(EXAMPLES / example), *more]) == 0
        said = capsys.readouterr()
        assert not said.err
        outcome: Outcome = json.loads(said.out)
        return outcome

    return runs


def rules(reasons: list[Outcome]) -> list[str]:
    return [reason["rule"] for reason in reasons]


def items(plan: Outcome) -> Iterator[tuple[str, Outcome]]:
    """Each planned item but the warm-up, with its date."""
    for day in plan["week"]:
        for slot in day["slots"]:
            assert slot["items"][0]["family"] == "aerobic"
            for item in slot["items"][1:]:
                yield day["date"], item


def families(plan: Outcome) -> set[str]:
    return {item["family"] for _, item in items(plan)}


def left_out(plan: Outcome) -> dict[str, str]:
    return {each["movement"]: each["rule"] for each in plan["left_out"] if each["movement"]}


def test_there_is_an_example_for_every_command() -> None:
    assert {Path(file).parent.name for file in files()} == {"screen", "plan", "progress", "decision", "movement"}


@pytest.mark.parametrize("file", files())
def test_every_example_is_explained_with_its_command(file: str) -> None:
    assert f"\n### {file}\n" in README
    command = {"decision": "replay", "movement": "check"}.get(Path(file).parent.name, Path(file).parent.name)
    assert f"\n    lumbar {command} examples/{file}\n" in README


def test_every_example_that_is_explained_is_there() -> None:
    told = {line.removeprefix("### ") for line in README.splitlines() if line.startswith("### ")}
    assert told == set(files())


@pytest.mark.parametrize("file", [file for file in files() if file.endswith(".json")])
def test_every_json_example_can_be_decided(file: str, run: Run) -> None:
    folder = Path(file).parent.name
    assert run("replay" if folder == "decision" else folder, file)


def test_nothing_reported(run: Run) -> None:
    outcome = run("screen", "screen/nothing_reported.json")
    assert (outcome["outcome"], outcome["urgency"], outcome["blocked"]) == ("proceed", None, [])
    assert rules(outcome["reasons"])[-1] == "no_sign_today"
    assert "No warning sign reported today" in outcome["what_to_do"]


def test_an_emergency(run: Run) -> None:
    outcome = run("screen", "screen/emergency.json")
    assert (outcome["outcome"], outcome["urgency"]) == ("stop", "emergency")
    assert {"bridge", "walking"} <= set(outcome["blocked"])
    assert {"emergency", "urgent_unknown", "condition"} <= set(rules(outcome["reasons"]))
    assert "emergency number" in outcome["what_to_do"]


def test_osteoporosis_and_an_unknown(run: Run) -> None:
    outcome = run("screen", "screen/osteoporosis_and_unknown.json")
    assert outcome["outcome"] == "limit"
    assert {"condition": "osteoporosis", "substitute": "single_knee_to_chest"}.items() <= next(
        each for each in outcome["modified"] if each["movement"] == "double_knee_to_chest"
    ).items()
    assert "vertigo" in {each["condition"] for each in outcome["cautioned"]}
    assert {("osteoporosis", "yes"), ("vertigo", "unknown")} == {
        (reason["facts"]["sign"], reason["facts"]["answer"])
        for reason in outcome["reasons"]
        if reason["rule"] == "condition"
    }
    assert "age_noted" in rules(outcome["reasons"])


def test_cleared_surgery(run: Run) -> None:
    outcome = run("screen", "screen/cleared_surgery.json")
    assert (outcome["outcome"], outcome["blocked"]) == ("proceed", [])
    cleared = outcome["reasons"][0]
    assert (cleared["rule"], cleared["facts"]["days"]) == ("cleared", 49)


def test_a_newcomer(run: Run) -> None:
    plan = run("plan", "plan/newcomer.json")
    assert (plan["outcome"], plan["phase"]) == ("proceed", "start")
    assert families(plan) == TEN
    assert sum(bool(day["slots"]) for day in plan["week"]) == 5
    assert all(day["minutes"] <= 20 for day in plan["week"])
    assert all("level_default" in rules(item["reasons"]) for _, item in items(plan))
    core = sorted({date.fromisoformat(day) for day, item in items(plan) if item["family"] == "core"})
    assert len(core) == 3
    assert all((after - before).days >= 2 for before, after in pairwise(core))
    assert {day["slots"][0]["items"][0]["minutes"] for day in plan["week"] if day["slots"]} == {3}
    assert {left_out(plan)[name] for name in ("supine_strap_hamstring", "roll_piriformis")} == {"equipment"}


def test_somebody_who_cannot_get_to_the_floor(run: Run) -> None:
    plan = run("plan", "plan/cannot_get_to_floor.json")
    assert plan["outcome"] == "limit"
    assert {item["position"] for _, item in items(plan)} <= {"standing", "seated"}
    assert families(plan) == TEN
    bridge = next(each for each in plan["left_out"] if each["movement"] == "bridge")
    assert bridge["rule"] == "blocked"
    assert "floor" in bridge["text"]


def test_somebody_20_weeks_pregnant(run: Run) -> None:
    plan = run("plan", "plan/pregnant_20_weeks.json")
    assert plan["outcome"] == "limit"
    assert not {item["position"] for _, item in items(plan)} & {"supine", "prone"}
    assert left_out(plan)["bridge"] == "substitute"
    assert left_out(plan)["prone_prop"] == "blocked"
    assert {"pregnancy", "pregnancy_from_14_weeks"} <= set(rules(plan["reasons"]))


def test_a_flare(run: Run) -> None:
    plan = run("plan", "plan/flare.json")
    assert {item["movement"] for _, item in items(plan)} == {"cat_cow", "single_knee_to_chest", "bird_dog"}
    assert all("flare_halved" in rules(item["reasons"]) for _, item in items(plan))
    assert left_out(plan)["bridge"] == "flare_painful"
    assert left_out(plan)["pelvic_tilt"] == "flare_unrated"
    assert sum(day["walk_minutes"] > 0 for day in plan["week"]) == 5


def test_three_good_sessions(run: Run) -> None:
    after = run("progress", "progress/three_good_sessions.json")["next"]
    assert (after["bridge"]["level"], after["bridge"]["change"]) == (3, "up")
    assert rules(after["bridge"]["reasons"]) == ["step_up"]
    assert (after["cat_cow"]["level"], after["cat_cow"]["change"]) == (2, "hold")


def test_a_red_session(run: Run) -> None:
    after = run("progress", "progress/red_session.json")["next"]
    steps = {name: (step["movement"], step["level"], step["change"]) for name, step in after.items()}
    assert steps == {
        "bridge": ("bridge", 2, "down"),
        "forearm_plank": ("knee_plank", 2, "down"),
        "cat_cow": ("cat_cow", 1, "down"),
        "prone_prop": ("prone_prop", 1, "down"),
    }
    assert [name for name, step in after.items() if step["half_sets"]] == ["cat_cow"]
    assert [name for name, step in after.items() if step["left_out"]] == ["prone_prop"]
    for name, rule in (
        ("bridge", "step_down"),
        ("forearm_plank", "step_down_regression"),
        ("cat_cow", "step_down_halved"),
        ("prone_prop", "spreading_until_answered"),
    ):
        assert rule in rules(after[name]["reasons"])


def test_nine_days_away(run: Run) -> None:
    after = run("progress", "progress/away_9_days.json")["next"]
    assert (after["bridge"]["level"], rules(after["bridge"]["reasons"])) == (3, ["absence_week"])
    assert (after["cat_cow"]["level"], rules(after["cat_cow"]["reasons"])) == (1, ["absence_counted"])


def test_a_quota(run: Run) -> None:
    after = run("progress", "progress/quota.json")["next"]
    assert (after["bridge"]["level"], rules(after["bridge"]["reasons"])) == (3, ["quota_step"])
    assert (after["bird_dog"]["level"], rules(after["bird_dog"]["reasons"])) == (2, ["quota_waits"])


def test_the_stored_decision_comes_out_the_same(run: Run, tmp_path: Path) -> None:
    assert run("replay", "decision/cleared_surgery.json")["same"] is True
    again = tmp_path / "decision.json"
    run("screen", "screen/cleared_surgery.json", "--decision", str(again))
    stored = json.loads((EXAMPLES / "decision/cleared_surgery.json").read_text(encoding="utf-8"))
    made = json.loads(again.read_text(encoding="utf-8"))
    assert made["input"] == stored["input"]


def test_eight_minutes(run: Run) -> None:
    again = run("replay", "decision/eight_minutes.json")
    assert (again["kind"], again["same"], again["input"]["minutes"]) == ("trim", True, 8)
    kept = {item["movement"]: rules(item["reasons"]) for item in again["outcome"]["items"]}
    assert kept == {"march_on_the_spot": ["warm_up"], "bird_dog": [], "bridge": []}
    assert len(again["outcome"]["left_out"]) == 3
    assert {left["rule"] for left in again["outcome"]["left_out"]} == {"trim_left_out"}
    assert again["outcome"]["minutes"] <= 8


def test_another_movement(run: Run) -> None:
    again = run("replay", "decision/another_movement.json")
    assert (again["kind"], again["same"]) == ("swap", True)
    assert again["input"]["item"]["movement"] == "single_knee_to_chest"
    told = [(rules(option["reasons"])[0], option["position"]) for option in again["outcome"]["options"]]
    assert told[:2] == [("swap_family", "side_lying"), ("swap_family", "seated")]
    assert told[2][0] == "swap_purpose"
    assert any("swap_dose" in rules(option["reasons"]) for option in again["outcome"]["options"])
    families = {option["family"] for option in again["outcome"]["options"]}
    assert not families & {"cat_cow", "pelvic_tilt_bridge"}


def checked(file: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Return the exit code of `lumbar check` and the lines it complains in, each from its line number on."""
    path = str(EXAMPLES / file)
    code = main(["check", path])
    said = capsys.readouterr()
    assert not said.out
    assert all(line.startswith(f"{path}:") for line in said.err.splitlines())
    return code, [line.removeprefix(f"{path}:").partition(": ")[2] for line in said.err.splitlines()]


def test_the_whole_movement_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked("movement/seated_hip_rock.toml", capsys) == (0, [])


def test_the_movement_file_with_broken_keys(capsys: pytest.CaptureFixture[str]) -> None:
    code, faults = checked("movement/broken_keys.toml", capsys)
    assert code == 2
    told = ("breathing: ", "position: ", "surroundings[1]: ", "default_level: ", "ladder[0].rep: ")
    assert all(any(fault.startswith(key) for fault in faults) for key in told)


def test_the_movement_file_that_owes_cautions(capsys: pytest.CaptureFixture[str]) -> None:
    code, faults = checked("movement/owes_cautions.toml", capsys)
    assert code == 2
    assert any(fault.startswith("default_level: ") for fault in faults)
    for condition in ("spinal_stenosis", "spondylolisthesis"):
        assert any(fault.startswith("cautions: ") and condition in fault for fault in faults)
