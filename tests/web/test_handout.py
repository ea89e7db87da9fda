"""The handout, as the app fetches it."""

from tests.handouts.reading import Read
from tests.web.client import Client


def test_the_week_is_a_pdf_to_take_away(interviewed: Client) -> None:
    answer = interviewed.get("/api/handout")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="lumbar-plan.pdf"'
    found = Read(answer.content)
    assert found.size_mm == (210, 297)
    assert not [tag for tag in found.tree.all("Figure") if "QR" in (tag.alt or "")]


def test_paper_print_and_region_can_be_asked_for(interviewed: Client) -> None:
    found = Read(interviewed.get("/api/handout?paper=letter&large=true&region=GB").content)
    assert found.size_mm == (216, 279)
    assert "999" in found.text


def test_it_speaks_the_language_of_the_browser(interviewed: Client) -> None:
    answer = interviewed.get("/api/handout", headers={"accept-language": "es-MX"})
    assert "La semana de un vistazo" in Read(answer.content).text


def test_a_paper_that_is_none_is_refused_by_name(interviewed: Client) -> None:
    answer = interviewed.get("/api/handout?paper=napkin")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["key"] == "paper"


def test_before_the_first_questions_there_is_nothing_to_print(client: Client) -> None:
    assert client.get("/api/handout").status_code == 409
