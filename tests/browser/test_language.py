"""One more language, complete, and switched at once: screen, server, voice."""

from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.looks import Looks
from tests.browser.person import Person
from tests.browser.serving import App


def speaks(page: Page, language: str) -> None:
    """Choose the language, wherever the choice is shown."""
    page.get_by_role("radio", name=language, exact=True).check(force=True)


def test_the_first_screen_offers_it_and_everything_follows(person: Person) -> None:
    asked: list[tuple[str, str]] = []

    def hears(request: Request) -> None:
        if "/api/" in request.url:
            asked.append((request.url, request.headers.get("accept-language", "")))

    page = person.page
    page.on("request", hears)
    person.opens()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    speaks(page, "Español")
    person.sees_heading("Ejercicio en casa para una espalda dolorida")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="Empezar").click()
    expect(page.get_by_text("¿Cuántos años tienes?")).to_be_visible()
    assert asked[0][1] == "en"
    assert asked[-1][1] == "es"


def test_the_choice_is_kept_and_can_be_taken_back(person: Person) -> None:
    page = person.page
    person.opens()
    speaks(page, "Español")
    person.sees_heading("Ejercicio en casa para una espalda dolorida")
    page.reload()
    person.sees_heading("Ejercicio en casa para una espalda dolorida")
    speaks(page, "English")
    person.sees_heading("Exercise for a sore back, at home")


def test_who_changes_it_keeps_their_place(person: Person) -> None:
    page = person.page
    person.opens()
    choice = page.get_by_role("radio", name="Español", exact=True)
    choice.focus()
    choice.press("Space")
    person.sees_heading("Ejercicio en casa para una espalda dolorida")
    expect(choice).to_be_focused()


def test_the_browsers_own_language_is_the_first(browser: Browser, app: App) -> None:
    context = browser.new_context(locale="es-MX", reduced_motion="reduce")
    page = context.new_page()
    page.goto(app.base)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ejercicio en casa para una espalda dolorida")
    expect(page.get_by_role("radio", name="Español")).to_be_checked()
    context.close()


def test_a_language_that_can_not_be_had_is_said_and_the_old_one_stays(person: Person) -> None:
    page = person.page
    page.context.route("**/assets/es-*", lambda route: route.abort())
    person.opens()
    speaks(page, "Español")
    expect(page.get_by_text("This language could not be fetched.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    page.context.unroute("**/assets/es-*")
    speaks(page, "Español")
    person.sees_heading("Ejercicio en casa para una espalda dolorida")


def test_a_whole_day_in_spanish_is_spoken_and_accessible(planned: Person) -> None:
    person, page = planned, planned.page
    looks = Looks(page)
    person.opens("/settings/place")
    speaks(page, "Español")
    expect(page.get_by_role("link", name="Hoy", exact=True)).to_be_visible()
    page.clock.resume()
    for path, title in {
        "/": "Hoy",
        "/movements": "Movimientos",
        "/movements/cat_cow": "Gato-vaca",
        "/lessons": "Lecciones",
        "/lessons/flare": "Cuando tu espalda tiene un brote",
    }.items():
        person.opens(path)
        person.sees_heading(title)
        looks.at(path)
    assert page.locator("[lang=en]").count() > 0, "sources keep their own language, and say so"
    assert looks.wrong == []

    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    person.opens()
    person.follows("Empezar")
    person.sees_heading("Antes de empezar")
    page.get_by_role("button", name="Nada de esto").click()
    person.rates_all(2)
    person.presses("Ir a la sesión")
    page.wait_for_url("**/session")
    person.presses("Empezar")
    person.lets_pass(15)
    assert any("Primero: " in line for line in person.heard())
