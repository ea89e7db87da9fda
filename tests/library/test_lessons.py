"""The lessons: whole in every language, a minute long, each with its sources, and without a promise."""

import re

import pytest

from lumbar.library import lessons as library
from lumbar.library import packaged
from lumbar.library.lessons import check_lessons, lessons
from lumbar.vocabulary.lesson import MOMENTS, Lesson

LANGUAGES = ("en", "es")
MINUTE = {"en": (110, 170), "es": (110, 200)}
"""Words that are read in about a minute; Spanish needs more of them for the same."""

CLAIMS = {
    "en": re.compile(
        r"\b(cur(e|es|ed|ing)|treat\w*|heal(s|ed|ing)?|prevent\w*|diagnos\w+|proven|guarantee\w*|fix(es|ed)?"
        r"|miracle\w*|you are clear|nothing to worry)\b|!",
        re.I,
    ),
    "es": re.compile(
        r"\b(cura\w*|sana(r|n|rá)?|trata\w*|previen\w+|preven\w+|evita(rá)?|diagn[oó]stic\w+|demostrad\w+"
        r"|garanti\w+|milagr\w+|elimina\w*|estás a salvo|nada que temer)\b|[!¡]",
        re.I,
    ),
}
EMERGENCY = {
    "en": (
        "emergency number now", "bladder or bowel", "go numb", "Both legs", "leg is weak", "tummy or low back",
        "chest", "breathless",
    ),
    "es": (
        "ahora a tu número de emergencias", "orinar", "duerme la zona", "dos piernas", "pierna está débil",
        "barriga o en la zona lumbar", "pecho", "falta de aire",
    ),
}  # fmt: skip
TODAY = {
    "en": ("doctor today", "accident", "fever", "calf", "65"),
    "es": ("hoy a un médico", "accidente", "fiebre", "pantorrilla", "65"),
}

ENGLISH = """
id = "resting"
order = 1
title = "Resting"
summary = "A word on rest."
paragraphs = ["One.", "Two."]
moments = ["any"]
sources = ["nhs: rest a little"]
"""
SPANISH = 'title = "Descansar"\nsummary = "Sobre el descanso."\nparagraphs = ["Uno.", "Dos."]\n'


def _texts(lesson: Lesson) -> str:
    return " ".join((lesson.title, lesson.summary, *lesson.paragraphs))


def _faults(**files: str) -> list[str]:
    named = {file.replace("__", "/") + ".toml": text for file, text in files.items()}
    return [str(fault) for fault in check_lessons(named, frozenset({"nhs"}))]


def test_the_packaged_lessons_have_no_fault() -> None:
    assert library.check(frozenset(packaged.sources())) == []


def test_there_are_ten_in_order() -> None:
    assert [lesson.order for lesson in lessons()] == list(range(1, 11))


def test_every_moment_has_a_lesson() -> None:
    assert {moment for lesson in lessons() for moment in lesson.moments} == set(MOMENTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_takes_a_minute(language: str) -> None:
    least, most = MINUTE[language]
    for lesson in lessons(language):
        assert least <= sum(len(text.replace("\n- ", " ").split()) for text in lesson.paragraphs) <= most, lesson.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    for lesson in lessons(language):
        text = " ".join(lesson.paragraphs)
        lengths = [len(sentence.split()) for sentence in re.split(r"(?<=[.:?])\s", text)]
        assert max(lengths) <= 33, lesson.id
        assert sum(lengths) / len(lengths) <= 16, lesson.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_promises_nothing_and_does_not_shout(language: str) -> None:
    for lesson in lessons(language):
        assert not CLAIMS[language].search(_texts(lesson)), lesson.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_emergency_sign_is_named_where_help_is_the_subject(language: str) -> None:
    help_first, today, *_ = next(each for each in lessons(language) if each.id == "when_to_seek_help").paragraphs
    assert not [word for word in EMERGENCY[language] if word not in help_first]
    assert not [word for word in TODAY[language] if word not in today]


def test_the_traffic_light_is_that_of_the_rules() -> None:
    light = next(lesson for lesson in lessons() if lesson.id == "hurt_and_harm").paragraphs[1]
    for words in (
        "up to 2 of 10",
        "no worse than before",
        "no more than 5",
        "over 5",
        "2 or more above your usual",
    ):
        assert words in light


def test_a_translation_changes_the_texts_and_nothing_else() -> None:
    for english, spanish in zip(lessons("en"), lessons("es"), strict=True):
        assert (english.id, english.order, english.moments, english.sources) == (
            spanish.id, spanish.order, spanish.moments, spanish.sources,
        )  # fmt: skip
        assert not set(english.paragraphs) & set(spanish.paragraphs)
        assert english.title != spanish.title


def test_a_language_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        lessons("xx")


def test_a_whole_lesson_with_its_translation_is_accepted() -> None:
    assert _faults(resting=ENGLISH, es__resting=SPANISH) == []


@pytest.mark.parametrize(
    ("was", "written", "fault"),
    [
        ('id = "resting"', 'id = "rest"', '2: id: expected the name of the file, "resting", found "rest"'),
        ('["any"]', '["noon"]', "7: moments[0]: expected one of start, build, maintain"),
        ('["any"]', "[]", "7: moments: expected a list of 1 to"),
        ("nhs:", "aunt:", '8: sources[0]: expected a source listed in sources.toml, found "aunt"'),
        ('["One.", "Two."]', '["One."]', "6: paragraphs: expected a list of 2 to 4, found a list of 1"),
        ("order = 1", "order = 1\ncolour = 2", "4: colour: expected a known key"),
        ("order = 1", "", "1: order: expected this key, found nothing"),
        ('title = "Resting"', "title = Resting", "4: syntax: expected TOML"),
    ],
)
def test_a_fault_is_told_with_its_line(was: str, written: str, fault: str) -> None:
    found = _faults(resting=ENGLISH.replace(was, written))
    assert [each.startswith(f"lessons/resting.toml:{fault}") for each in found] == [True], found


def test_two_lessons_cannot_have_the_same_place() -> None:
    assert _faults(resting=ENGLISH, sleeping=ENGLISH.replace("resting", "sleeping")) == [
        "lessons/sleeping.toml:3: order: expected each once, found that of resting.toml"
    ]


def test_a_language_with_a_lesson_missing_is_refused() -> None:
    english = {"resting": ENGLISH, "sleeping": ENGLISH.replace("resting", "sleeping").replace("1", "2", 1)}
    assert _faults(**english, es__resting=SPANISH) == [
        "lessons/es/sleeping.toml:1: document: expected an overlay, found nothing"
    ]


def test_a_translation_of_no_lesson_is_refused() -> None:
    assert _faults(es__nothing=SPANISH) == [
        'lessons/es/nothing.toml:1: document: expected the name of a lesson file, found "nothing"'
    ]


def test_a_translation_has_as_many_paragraphs() -> None:
    assert _faults(resting=ENGLISH, es__resting=SPANISH.replace(', "Dos."', "")) == [
        "lessons/es/resting.toml:3: paragraphs: expected a list of 2 to 2, found a list of 1"
    ]
