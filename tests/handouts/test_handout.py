"""The plan on paper: what stands on it, and how a screen reader finds its way."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from lumbar.care.decisions import decide
from lumbar.handouts.content import Handout, Paper, content
from lumbar.handouts.pdf import handout_pdf
from lumbar.handouts.pictures import Picture, picture
from lumbar.library.emergency import country_of
from lumbar.library.packaged import catalogue
from lumbar.library.wording import words
from tests.handouts.reading import Read

MADE = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEWCOMER = {"as_of": "2026-03-02", "age": 44, "unlisted": "no", "minutes_per_day": 20, "days_per_week": 5}
PREGNANT = {"as_of": "2026-03-02", "age": 31, "unlisted": "no", "pregnancy_weeks": 20, "days_per_week": 4}
TWICE = {**NEWCOMER, "slots": ["morning", "evening"], "minutes_per_day": 30}
STOP = {**NEWCOMER, "answers": {"chest_pain": "yes"}}
REFER = {**NEWCOMER, "answers": {"night_pain_unremitting": "yes"}}
WIDE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" data-top="20"><path d="M0 90H300"/></svg>'
TALL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 170"><rect width="60" height="170"/></svg>'


def drawn(movement: str) -> list[Picture]:
    """Four drawings of one movement, two of all others; those who stand are tall."""
    svg = TALL if catalogue()[movement].position in ("standing", "seated") else WIDE
    return [picture(str(number), svg) for number in range(4 if movement == "childs_pose" else 2)]


def handout(document: dict[str, Any], language: str = "en", **changed: Any) -> Handout:
    said, movements = words(language), catalogue(language)
    made = Handout(
        outcome=decide("plan", document, movements, said)["outcome"],
        catalogue=movements,
        words=said,
        country=country_of("GB"),
        app_url="https://192.168.1.20:8743",
        pictures=drawn,
    )
    return replace(made, **changed)


@cache
def read(name: str = "newcomer", language: str = "en", paper: Paper = "a4", *, large: bool = False) -> Read:
    document = {"newcomer": NEWCOMER, "pregnant": PREGNANT, "twice": TWICE, "stop": STOP, "refer": REFER}[name]
    return Read(handout_pdf(handout(document, language), MADE, paper=paper, large=large))


def movements_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content(handout(document))["movements"]
    return found


# --- For a screen reader


@pytest.mark.parametrize("name", ["newcomer", "pregnant", "twice", "stop"])
def test_it_says_that_it_is_pdf_ua_with_a_title_and_a_language(name: str) -> None:
    found = read(name)
    assert "pdfuaid:part>1<" in found.metadata.replace(" ", "")
    assert found.root["/MarkInfo"]["/Marked"].value is True
    assert found.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert found.root["/Lang"] == "en"
    assert found.pdf.metadata is not None
    assert found.pdf.metadata.title


def test_headings_begin_with_the_title_and_skip_no_level() -> None:
    levels = [int(tag.kind[1]) for tag in read().tree.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_movement_has_its_heading_in_the_order_of_the_table() -> None:
    named = [f"{each['number']} {each['name']}" for each in movements_of(NEWCOMER)]
    headings = [" ".join((tag.title or "").split()) for tag in read().tree.all("H3")]
    assert [heading for heading in headings if heading[0].isdigit()] == named


def test_every_drawing_is_described_in_words_of_its_movement() -> None:
    figures = read().tree.all("Figure")
    movements = movements_of(NEWCOMER)
    assert len(figures) == 1 + sum(len(each["pictures"]) for each in movements)
    assert all(tag.alt for tag in figures)
    bridge = catalogue()["bridge"]
    told = [tag.alt for tag in figures if (tag.alt or "").startswith("Bridge,")]
    assert told == [
        f"Bridge, drawing 1 of 2. {bridge.cues.start}",
        f"Bridge, drawing 2 of 2. {bridge.cues.hold}",
    ]


def test_steps_and_signs_are_lists() -> None:
    lists = read().tree.all("L")
    assert all(tag.all("LI") for tag in lists)
    movements = movements_of(NEWCOMER)
    items = sum(len(tag.all("LI")) for tag in lists)
    points = sum(len(part["points"]) for part in content(handout(NEWCOMER))["signs"]["parts"])
    assert items == points + sum(len(each["set_up"]) + len(each["steps"]) for each in movements)


def test_the_week_is_a_table_whose_columns_have_headings() -> None:
    (table,) = read().tree.all("Table")
    head, *rows = table.all("TR")
    assert len(head.all("TH")) == 1 + 7
    assert {len(row.all("TD", "TH")) for row in rows} == {1 + 7}
    assert len(rows) == len(movements_of(NEWCOMER)) + 2


def test_a_movement_is_read_in_the_order_it_is_done_in() -> None:
    """Heading, dose, set-up, steps; then its drawings."""
    kinds = [tag.kind for tag in read().tree.walk() if tag.kind in ("H3", "H4", "L", "Figure")]
    at = len(kinds) - 1 - kinds[::-1].index("H3")
    assert kinds[at : at + 5] == ["H3", "H4", "L", "H4", "L"]
    assert kinds[at + 5 :].count("Figure") == 2


def test_what_is_not_read_is_not_in_the_tree_and_everything_in_it_is_known() -> None:
    known = {
        "Root", "Document", "Div", "Part", "Sect", "P", "Span", "Strong", "Em", "Link", "Figure", "H1", "H2", "H3",
        "H4", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
    }  # fmt: skip
    assert {tag.kind for tag in read().tree.walk()} <= known


# --- What stands on it


def test_page_one_holds_the_week_the_signs_and_the_numbers() -> None:
    first = read().pages[0]
    for text in (
        "Monday 2 March to Sunday 8 March",
        "Call your emergency number now if",
        "999",
        "See a doctor today",
    ):
        assert text in first


def test_each_movement_has_its_dose_set_up_steps_and_breathing() -> None:
    text = read().text
    for each in movements_of(NEWCOMER):
        for line in (
            each["doses"][0]["text"],
            *each["set_up"],
            *each["steps"],
            each["breathing"],
            each["not_feel"],
        ):
            assert line in text


@pytest.mark.parametrize("name", ["newcomer", "pregnant", "twice"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("large", [False, True])
def test_no_movement_breaks_across_pages(name: str, paper: Paper, large: bool) -> None:
    found = read(name, paper=paper, large=large)
    document = {"newcomer": NEWCOMER, "pregnant": PREGNANT, "twice": TWICE}[name]
    for each in movements_of(document):
        lines = (f"{each['number']} {each['name']}", *each["set_up"], *each["steps"], each["not_feel"])
        assert [page for page in found.pages if all(line in page for line in lines)], each["name"]


def test_cautions_that_apply_to_the_person_are_told_and_no_others() -> None:
    assert "For you:" not in read().text
    assert "Knees wide, belly free" in read("pregnant").text


def test_every_planned_movement_has_its_box_and_every_day_its_line_for_pain() -> None:
    made = content(handout(NEWCOMER))
    boxes = sum(sum(row["marks"]) for slot in made["week"]["slots"] for row in slot["rows"])
    planned = sum(len(slot["items"]) for day in handout(NEWCOMER).outcome["week"] for slot in day["slots"])
    walks = sum(1 for minutes in made["week"]["walks"] if minutes)
    assert boxes == planned
    assert read().pages[0].count("☐") == boxes + walks
    assert read().pages[0].count("___") == len(made["week"]["days"])


def test_times_of_day_are_told_apart_where_there_are_several() -> None:
    names = [slot["name"] for slot in content(handout(TWICE))["week"]["slots"]]
    assert names == ["Morning", "Evening"]
    assert [slot["name"] for slot in content(handout(NEWCOMER))["week"]["slots"]] == [""]


def test_days_that_have_passed_are_left_out() -> None:
    made = content(handout(NEWCOMER, since=date(2026, 3, 6)))
    assert [day["day"] for day in made["week"]["days"]] == [6, 7, 8]


def test_a_dose_that_changes_says_on_which_days() -> None:
    made = handout(NEWCOMER)
    outcome = {**made.outcome, "week": [dict(day) for day in made.outcome["week"]]}
    first = outcome["week"][0]["slots"][0]["items"][1]
    changed = {**first, "dose": {**first["dose"], "sets": first["dose"]["sets"] + 1}}
    slot = outcome["week"][0]["slots"][0]
    outcome["week"][0]["slots"] = [
        {**slot, "items": [changed if each is first else each for each in slot["items"]]}
    ]
    (told,) = [each for each in content(replace(made, outcome=outcome))["movements"] if len(each["doses"]) > 1]
    assert told["doses"][0]["days"] == "Monday"
    assert "Monday" not in told["doses"][1]["days"]


@pytest.mark.parametrize(("name", "title"), [("stop", "Stop. Get help now."), ("refer", "See someone first")])
def test_who_must_wait_gets_one_page_that_says_what_to_do_and_why(name: str, title: str) -> None:
    found = read(name)
    assert len(found.pages) == 1
    assert title in found.text
    assert handout(STOP if name == "stop" else REFER).outcome["what_to_do"] in found.text
    assert handout(STOP if name == "stop" else REFER).outcome["reasons"][0]["text"] in found.text
    assert "999" in found.text
    assert not found.tree.all("Table")


def test_it_says_what_it_is_not_and_promises_nothing() -> None:
    text = read().text.lower()
    assert "it does not diagnose, treat or cure" in text
    assert text.count("cure") == text.count("does not diagnose, treat or cure")


def test_the_numbers_are_those_of_the_country() -> None:
    told = content(handout(NEWCOMER, country=country_of("US")))["numbers"]["lines"]
    assert [line["number"] for line in told] == ["911"]


def test_without_an_address_there_is_no_code() -> None:
    found = Read(handout_pdf(handout(NEWCOMER, app_url=None), MADE))
    assert "Open lumbar" not in found.text
    assert not [tag for tag in found.tree.all("Figure") if "QR" in (tag.alt or "")]


def test_without_drawings_the_words_stand_alone() -> None:
    found = Read(handout_pdf(handout(NEWCOMER, app_url=None, pictures=lambda _: ()), MADE))
    assert not found.tree.all("Figure")
    assert catalogue()["cat_cow"].steps[0] in found.text


# --- Its forms


def test_it_is_printed_on_a4_or_letter() -> None:
    assert read().size_mm == (210, 297)
    assert read(paper="letter").size_mm == (216, 279)


def test_large_print_is_larger() -> None:
    assert len(read(large=True).pages) > len(read().pages)


def test_in_spanish_every_word_is_spanish() -> None:
    found = read(language="es")
    assert found.root["/Lang"] == "es"
    for text in ("La semana de un vistazo", "Del lunes 2 de marzo al domingo 8 de marzo", "A quién llamar"):
        assert text in found.text
    assert catalogue("es")["cat_cow"].steps[0] in found.text
    assert "Breathing" not in found.text


def test_the_same_plan_is_the_same_file() -> None:
    assert handout_pdf(handout(NEWCOMER), MADE) == handout_pdf(handout(NEWCOMER), MADE)
