"""Problems: what was wrong with a request, in words, and every one of them at once."""

from dataclasses import dataclass

from lumbar.services.refusals import NotThere, Refusal
from lumbar.vocabulary.shape import BadDocument, Problem, describe
from lumbar.vocabulary.words import Words


@dataclass(frozen=True, kw_only=True)
class ProblemOut:
    """One thing wrong with what was sent: where, what was expected, what was found."""

    key: str
    expected: str
    found: str


@dataclass(frozen=True, kw_only=True)
class Problems:
    """Why nothing was done, in words, and every problem at once."""

    message: str
    problems: list[ProblemOut]


STATUS = {"interview_first": 409, "no_session": 404}
"""Everything else that is not the time for it is a conflict, 409."""


def refused(error: Exception, words: Words) -> tuple[int, Problems] | None:
    """Return the status and the words of a use case's refusal; None for a fault, which nobody meant."""
    if isinstance(error, BadDocument):
        found = [problem_out(problem) for problem in error.problems]
        return 422, Problems(message=words.say("problem.bad_input"), problems=found)
    if isinstance(error, Refusal):
        return STATUS.get(error.why, 409), Problems(message=words.say(f"refusal.{error.why}"), problems=[])
    if isinstance(error, NotThere):
        missing = ProblemOut(
            key=error.kind, expected=f"the id of a {error.kind}", found=clean(describe(error.found))
        )
        return 404, Problems(message=words.say("problem.not_there"), problems=[missing])
    return None


def problem_out(problem: Problem) -> ProblemOut:
    """Show a problem of a document."""
    return ProblemOut(key=problem.key, expected=problem.expected, found=clean(problem.found))


def clean(text: str) -> str:
    """Return the text without halves of characters, which cannot be sent."""
    return text.encode(errors="replace").decode()
