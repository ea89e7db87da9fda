"""Whom to call: the numbers are those of the country, and without a country nobody is left without one."""

import re

import pytest

from lumbar.library import emergency, packaged
from lumbar.library.emergency import LANGUAGES, check_text, countries, country_of, fallback
from lumbar.vocabulary.emergency import Country, Line

EUROPEAN = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
SPANISH = [
    "AR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "UY",
    "VE",
]  # fmt: skip
OTHERS = [
    "AU", "BR", "CA", "CH", "GB", "HK", "IL", "IN", "JP", "KR", "NO", "NZ", "SG", "TR", "UA", "US", "ZA",
]  # fmt: skip

FIRST = {
    "AR": "107", "AU": "000", "BR": "192", "CA": "911", "CH": "144", "CL": "131", "CO": "123", "CU": "104",
    "DE": "112", "ES": "112", "GB": "999", "GT": "122", "HK": "999", "IL": "101", "IN": "112", "JP": "119",
    "KR": "119", "MX": "911", "NI": "128", "NO": "113", "NZ": "111", "PE": "106", "PY": "141", "SG": "995",
    "SV": "132", "TR": "112", "UA": "103", "US": "911", "UY": "911", "ZA": "10177",
}  # fmt: skip
ADVICE = {
    "AT": "1450", "AU": "1800633422", "CA": "811", "CL": "6003607777", "DE": "116117", "EE": "1220", "FI": "116117",
    "GB": "111", "IS": "1700", "NO": "116117", "NZ": "0800611116", "PT": "808242424", "SE": "1177",
}  # fmt: skip


def test_the_packaged_table_has_no_fault() -> None:
    assert emergency.check() == []


@pytest.mark.parametrize("code", sorted({*EUROPEAN, *SPANISH, *OTHERS}))
def test_a_country_that_must_be_there_is_there(code: str) -> None:
    assert code in {country.code for country in countries()}


@pytest.mark.parametrize("code", EUROPEAN)
def test_112_answers_in_the_whole_european_area(code: str) -> None:
    assert "112" in [line.dial for line in country_of(code).emergency]


@pytest.mark.parametrize("code", sorted(FIRST))
def test_the_first_number_is_the_one_to_call_for_an_ambulance(code: str) -> None:
    assert country_of(code).emergency[0].dial == FIRST[code]


def test_an_advice_line_stands_only_where_it_is_sure() -> None:
    assert {each.code: each.advice.dial for each in countries() if each.advice} == ADVICE


def test_everything_is_said_in_every_language_of_the_library() -> None:
    assert set(packaged.languages()) <= set(LANGUAGES)
    for country in (*countries(), fallback()):
        said = [country.name, *(line.text for line in country.emergency)]
        said += [country.advice.text] if country.advice else []
        said += [country.note] if country.note else []
        for texts in said:
            assert set(texts) == set(LANGUAGES)
            assert not any("!" in text or "¡" in text for text in texts.values())


def test_every_row_says_where_it_comes_from() -> None:
    for country in (*countries(), fallback()):
        assert all(source.title and source.where and source.as_of for source in country.sources), country.code


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("es-ES", "ES"),
        ("es_ES", "ES"),
        ("es_MX.UTF-8", "MX"),
        ("ca_ES@valencia", "ES"),
        ("ES", "ES"),
        ("en-GB", "GB"),
        ("en-gb", "GB"),
        ("zh-Hant-TW", "TW"),
        ("en-US-u-ca-gregory", "US"),
    ],
)
def test_a_locale_names_its_country(locale: str, code: str) -> None:
    assert country_of(locale).code == code


@pytest.mark.parametrize(
    "locale", [None, "", "en", "es", "EN", "es-419", "en-u-nu-latn", "C.UTF-8", "POSIX", "BO", "xx-XX", "-", "ñ"]
)
def test_without_a_known_country_the_fallback_answers(locale: str | None) -> None:
    found = country_of(locale)
    assert found.is_unknown
    assert found.emergency[0].dial == "112"
    assert found.note
    assert "your local emergency number" in found.note["en"]
    assert "112 works from a mobile phone in most countries" in found.note["en"]


def test_a_number_is_dialled_without_its_spaces() -> None:
    assert Line(number="808 24 24 24", text={}).dial == "808242424"


def test_no_country_takes_the_place_of_the_fallback() -> None:
    assert not any(country.is_unknown for country in countries())


def _faults(was: str, written: str) -> list[str]:
    text = emergency.text()
    assert was in text
    return [re.sub(r"toml:\d+", "toml", str(fault)) for fault in check_text(text.replace(was, written, 1))]


@pytest.mark.parametrize(
    ("was", "written", "fault"),
    [
        ('number = "112"', 'number = "one-one-two"', "fallback.emergency[0].number: expected a telephone number"),
        ('es = "España"', 'de = "Spanien"', "country[21].name.de: expected a known key (en, es)"),
        ('sources = ["mobile_standard"]', 'sources = ["hearsay"]', "fallback.sources: expected a key of [source]"),
        ('text = "mobile_most"', 'text = "anything"', "fallback.emergency: expected a key of [text]"),
        ('code = "AT"', 'code = "Austria"', "country[1].code: expected a country code of two capitals"),
        ('code = "AT"', 'code = "AR"', 'country[1].code: expected a code after "AR", found "AR"'),
        (
            'standing = "read"',
            'standing = "rumour"',
            "source.de_116117.standing: expected one of read, partly_read",
        ),
        ('as_of = "2026"', 'as_of = "lately"', "source.mobile_standard.as_of: expected a year, a month or a day"),
        ("[text]", "[text]\nidle = { en = 'x', es = 'y' }", "text.idle: expected a country that uses it"),
    ],
)
def test_a_fault_is_told(was: str, written: str, fault: str) -> None:
    assert any(each.startswith(f"emergency.toml: {fault}") for each in _faults(was, written)), _faults(was, written)


def test_a_fault_has_its_line() -> None:
    lines = emergency.text().splitlines()
    broken = emergency.text().replace('code = "ZA"', 'code = "za"')
    assert [fault.line for fault in check_text(broken)][:1] == [lines.index('code = "ZA"') + 1]


def test_a_table_that_is_no_toml_is_one_fault() -> None:
    assert [fault.key for fault in check_text("country = [")] == ["syntax"]


def test_the_lines_of_a_country_differ() -> None:
    def dials(country: Country) -> list[str]:
        return [line.dial for line in (*country.emergency, *((country.advice,) if country.advice else ()))]

    assert not [country.code for country in countries() if len(set(dials(country))) != len(dials(country))]
