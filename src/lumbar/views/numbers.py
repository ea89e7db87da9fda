"""The numbers to call, as they are shown."""

from dataclasses import dataclass

from lumbar.library.emergency import countries
from lumbar.services.practice import Practice
from lumbar.vocabulary.emergency import Country, Line, Said


@dataclass(frozen=True, kw_only=True)
class NumberOut:
    """A telephone number and what it is for."""

    number: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CountryOut:
    """A country that can be chosen."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class HelpOut:
    """Whom to call in a country: in an emergency, and where there is one the line for medical advice."""

    region: str
    country: str
    emergency: list[NumberOut]
    advice: NumberOut | None
    note: str | None
    source: str
    countries: list[CountryOut]


def help_out(country: Country, practice: Practice) -> HelpOut:
    """Show a country's numbers, and the countries there are."""
    language = practice.words.language

    def said(texts: Said) -> str:
        return texts.get(language) or texts["en"]

    def number(line: Line) -> NumberOut:
        return NumberOut(number=line.number, text=said(line.text))

    named = [CountryOut(id=each.code, name=said(each.name)) for each in countries()]
    return HelpOut(
        region=country.code,
        country=said(country.name),
        emergency=[number(line) for line in country.emergency],
        advice=number(country.advice) if country.advice else None,
        note=said(country.note) if country.note else None,
        source="; ".join(f"{source.title}, {source.where} ({source.as_of})" for source in country.sources),
        countries=sorted(named, key=lambda each: each.name),
    )
