"""Every command: what it takes, what it does, what it prints."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from lumbar import __version__
from lumbar.care.decisions import Kind, decide, replay
from lumbar.care.reports import movement_out
from lumbar.cli.clips import add_clip_commands
from lumbar.cli.coach import add_coach_command
from lumbar.cli.documents import decided, read_json, read_text, replace_file
from lumbar.cli.failing import Failure, report
from lumbar.cli.figures import figure_lines
from lumbar.library import packaged
from lumbar.library.checking import check_files
from lumbar.library.form import MOVEMENT
from lumbar.library.wording import words

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""Bodies are posed by many small products of matrices: shared among threads, each takes twice as long. NumPy reads
this when it is first imported, which no command does before it needs a body."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for bad input."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    options = _parser().parse_args(arguments)
    try:
        output = options.run(options)
        if output is not None:
            print(json.dumps(output, indent=2, ensure_ascii=False))
        return 0
    except Failure as failure:
        return report(failure)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lumbar", description="Guided home exercise for low-back pain. Without a command: start the app."
    )
    parser.add_argument("--version", action="version", version=f"lumbar {__version__}")
    parser.add_argument("--port", type=_port, default=8700, help="port of the app (8700)")
    parser.add_argument("--data", metavar="FOLDER", help="where the app keeps its data (the user's data folder)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    parser.add_argument(
        "--lan", action="store_true", help="also serve paired devices on the home network, by HTTPS"
    )
    parser.add_argument("--lan-port", type=_port, metavar="PORT", help="port on the home network (8743)")
    parser.add_argument(
        "--lan-address", metavar="IP", help="this computer's address on the home network (the one it sends from)"
    )
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Any, says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.set_defaults(run=run)
        return added

    movements = command("movements", _movements, "show the library, or one movement")
    movements.add_argument("id", nargs="?", metavar="ID")
    check = command("check", _check, "check movement files, or the whole library")
    check.add_argument("files", nargs="*", metavar="FILE")
    command("schema", _schema, "print the JSON Schema of a movement file")
    for kind, file, says in (
        ("screen", "ANSWERS.json", "decide what the safety answers allow"),
        ("plan", "PERSON.json", "plan the week"),
        ("progress", "HISTORY.json", "decide each movement's next level"),
    ):
        deciding = command(kind, _decide, says)
        deciding.add_argument("file", metavar=file, help="a JSON document, or - for standard input")
        deciding.add_argument("--decision", metavar="FILE", help="also write the whole decision, for replay")
        deciding.set_defaults(kind=kind)
    printing = command("handout", _handout, "put the week on paper: a PDF with drawings, doses and a diary")
    printing.add_argument(
        "file", metavar="PERSON.json", help="what the plan command takes, or - for standard input"
    )
    printing.add_argument("-o", "--output", metavar="PLAN.pdf", required=True, help="the file to write")
    printing.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the sheet (a4)")
    printing.add_argument("--large-print", action="store_true", help="large letters, one thing below the other")
    printing.add_argument("--language", choices=packaged.languages(), default="en", help="en, or es for Spanish")
    printing.add_argument(
        "--country", metavar="CODE", help="whose emergency numbers: GB, ES (the one of this computer's locale)"
    )
    printing.add_argument("--app-url", metavar="URL", help="where your lumbar is, for a QR code (none)")
    replaying = command("replay", _replay, "compute a stored decision again")
    replaying.add_argument("file", metavar="DECISION.json")
    add_clip_commands(command)
    add_coach_command(command)
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f'expected a port from 0 (any that is free) to 65535, found "{text}"')
    return int(text)


def _serve(options: argparse.Namespace) -> None:
    from lumbar.web.server import LAN_PORT, CannotServe, Lan, serve

    asked = {"--lan-port": options.lan_port, "--lan-address": options.lan_address}
    if not options.lan and (alone := [name for name, value in asked.items() if value is not None]):
        raise Failure([f"{name}: expected --lan beside it, found none" for name in alone])
    port = LAN_PORT if options.lan_port is None else options.lan_port
    lan = Lan(address=options.lan_address, port=port) if options.lan else None
    try:
        serve(port=options.port, data_folder=options.data, open_browser=not options.no_browser, lan=lan)
    except CannotServe as why:
        raise Failure([str(why)]) from None


def _movements(options: argparse.Namespace) -> dict[str, Any]:
    catalogue = packaged.catalogue()
    if options.id is None:
        return {"movements": [movement_out(movement) for movement in catalogue]}
    if options.id not in catalogue:
        raise Failure(
            [f'movements: ID: expected the id of a movement (see "lumbar movements"), found "{options.id}"']
        )
    return {"movements": [movement_out(catalogue[options.id])]}


def _check(options: argparse.Namespace) -> None:
    lines: list[str] = []
    files: dict[str, str] = {}
    for file in options.files:
        try:
            files[file] = read_text(file)
        except Failure as failure:
            lines += failure.lines
    if options.files:
        lines += map(str, check_files(files, packaged.known(), frozenset(packaged.sources())))
    else:
        lines += map(str, packaged.check())
        files = dict(packaged.texts())
    lines += (line for file, text in files.items() for line in figure_lines(file, text))
    if lines:
        raise Failure(lines)


def _schema(_: argparse.Namespace) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "movement",
        **MOVEMENT.schema(),
    }


def _decide(options: argparse.Namespace) -> dict[str, Any]:
    kind: Kind = options.kind
    document = read_json(options.file)
    decision = decided(options.file, lambda: decide(kind, document, packaged.catalogue(), words()))
    if options.decision:
        replace_file(options.decision, (json.dumps(decision, indent=2, ensure_ascii=False) + "\n").encode())
    outcome: dict[str, Any] = decision["outcome"]
    return outcome


def _replay(options: argparse.Namespace) -> dict[str, Any]:
    document = read_json(options.file)
    return decided(options.file, lambda: replay(document, packaged.catalogue(), words()))


def _handout(options: argparse.Namespace) -> None:
    from lumbar.cli.printing import printed

    document = read_json(options.file)
    content = printed(
        options.file,
        document,
        paper=options.paper,
        large=options.large_print,
        language=options.language,
        country=options.country,
        app_url=options.app_url,
    )
    replace_file(options.output, content)
