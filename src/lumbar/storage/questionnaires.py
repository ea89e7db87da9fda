"""Questionnaires: the texts of instruments that whoever runs lumbar has put into the data folder.

``questionnaires/rmdq.en.toml`` holds ``title``, ``citation``, ``intro`` and the 24 ``statements`` in the order of
the instrument. Scoring is lumbar's; the text is not.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from lumbar.care.measures import RMDQ_STATEMENTS
from lumbar.vocabulary.questionnaire import Questionnaire
from lumbar.vocabulary.shape import BadDocument, Key, ListOf, Problem, Table, Text

FOLDER = "questionnaires"
FORM = Table(
    {
        "title": Key(Text(called="a title", most=200)),
        "citation": Key(Text(called="a citation", most=500)),
        "intro": Key(Text(called="the words before the statements", most=1000)),
        "statements": Key(
            ListOf(Text(called="a statement", most=300), least=RMDQ_STATEMENTS, most=RMDQ_STATEMENTS)
        ),
    }
)


def read_questionnaires(folder: Path) -> Mapping[tuple[str, str], Questionnaire]:
    """Return the questionnaires of a data folder by id and language.

    Raises:
        BadDocument: a file does not have its form; names the file and every problem of it.
    """
    found: dict[tuple[str, str], Questionnaire] = {}
    for file in sorted((folder / FOLDER).glob("rmdq.??.toml")):
        language = file.name.split(".")[1]
        try:
            data = FORM.parse(tomllib.loads(file.read_text(encoding="utf-8")))
        except BadDocument as error:
            raise BadDocument(
                Problem(path=(file.name, *problem.path), expected=problem.expected, found=problem.found)
                for problem in error.problems
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise BadDocument([Problem(path=(file.name,), expected="TOML", found=str(error))]) from None
        found["rmdq", language] = Questionnaire(id="rmdq", language=language, **data)
    return found
