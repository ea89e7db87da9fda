"""What the pages say about the project is so."""

import re
from pathlib import Path

import pytest

from lumbar.cli import main
from lumbar.web.app import local_hosts
from lumbar.web.security import HEADERS, POLICY
from tests.docs.pages import DOCS, ROOT, page, rows, section

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")),
    *sorted(DOCS.rglob("*.md")),
]
TEST_FILE = re.compile(r"`([\w/]*?)(test_\w+\.py|\w+\.test\.ts)(?:::\w+)?`")
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")
PROMISES = re.compile(
    r"\b(cures?|heals?|guarantee[sd]?|clinically (proven|validated)|risk[- ]free|you are clear|all clear"
    r"|(treats|prevents|diagnoses) (back )?pain)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"(?i)\b(no claim|never|does not|not)\b[^.]*$")
MACHINE = re.compile(r"(?<![\w.])/(work|home|root|tmp|Users|opt)/|https?://(?!127\.0\.0\.1:8700)\S+")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: object) -> str:
    return path.relative_to(ROOT).as_posix() if isinstance(path, Path) else ""


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target, _ in LINK.findall(read(path)):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target


@pytest.fixture(scope="module")
def files_of_tests() -> set[str]:
    folders = (ROOT / "tests", ROOT / "frontend/src")
    return {path.name for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_test_file_that_is_named_is_there(path: Path, files_of_tests: set[str]) -> None:
    assert {name for _, name in TEST_FILE.findall(read(path))} <= files_of_tests


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_promises_what_it_must_not(path: Path) -> None:
    text = read(path)
    for found in PROMISES.finditer(text):
        assert DENIED.search(text[: found.start()][-120:]), found[0]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_names_a_machine(path: Path) -> None:
    assert not MACHINE.search(read(path))


def commands(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        main(["--help"])
    return set(re.findall(r"^    ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE))


def test_the_readme_has_every_command_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    told = set(re.findall(r"^    \.venv/bin/lumbar ([a-z]+)", README, re.MULTILINE))
    assert told == commands(capsys)


def test_the_json_page_has_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(re.findall(r"^## lumbar ([a-z]+)$", page("json.md"), re.MULTILINE)) == commands(capsys)


def test_the_readme_runs_the_make_targets_there_are() -> None:
    targets = re.findall(r"^([a-z-]+):.*?## ", read(ROOT / "Makefile"), re.MULTILINE)
    told = re.findall(r"(?:^    |`)make ([a-z]+)", README + read(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    assert {"run", "test", "check", "lock"} <= set(told) <= set(targets)


def test_contributing_shows_what_check_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    files = [f"examples/movement/{name}.toml" for name in ("broken_keys", "owes_cautions")]
    assert main(["check", *files]) == 2
    said = capsys.readouterr().err.splitlines()
    shown = re.findall(r"^ +(examples/movement/\S+:\d+: .*)$", read(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    assert len(shown) == 2
    assert set(shown) <= set(said)


def test_every_decision_is_in_the_list() -> None:
    adr = DOCS / "adr"
    files = sorted(path.name for path in adr.glob("0*.md"))
    assert [target for target, _ in LINK.findall(read(adr / "README.md"))] == files
    for number, name in enumerate(files, start=1):
        text = read(adr / name)
        assert text.startswith(f"# {number}. ")
        assert all(f"**{part}.**" in text for part in ("Decided", "Why", "Weighed", "Costs"))


def test_the_security_page_shows_the_headers() -> None:
    told = dict(re.findall(r"^    ([A-Z][\w-]+): (.*)$", page("security.md"), re.MULTILINE))
    sent = {name.decode(): value.decode() for name, value in HEADERS}
    assert told["Content-Security-Policy"] == POLICY
    assert {name.lower(): value for name, value in told.items()} == {
        name: value for name, value in sent.items() if name != "permissions-policy"
    }


def test_the_security_page_names_the_hosts() -> None:
    text = section(page("security.md"), "## What keeps other web pages out")
    host = next(rule for what, rule, _ in rows(text) if what == "`Host`")
    for name in local_hosts(8700):
        assert f"`{name.removesuffix(':8700')}`" in host


def test_the_architecture_page_has_the_rooms_in_their_order() -> None:
    settings = read(ROOT / "pyproject.toml")
    layers = re.search(r"^layers = \[\n(.*?)^\]", settings, re.MULTILINE | re.DOTALL)
    assert layers
    rooms = re.findall(r'"([a-z]+(?: \| [a-z]+)*)"', layers[1])
    named = section(page("architecture.md"), "## Rooms")
    told = re.findall(r"^([a-z]+(?: \| [a-z]+)*)(?: {2,}|\n {20,})\S", named, re.MULTILINE)
    assert told == rooms
