"""What can be typed after `ascertain`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from ascertain import __version__
from ascertain.console import exporting, importing

COMMANDS = (
    "example",
    "generate",
    "list",
    "show",
    "export",
    "import",
    "check",
    "backup",
    "restore",
    "pack",
    "unpack",
    "salvage",
)
"""The words that make the first argument a command; anything else is a log to open in the window."""

_EPILOG = """\
commands, for scripts and machines without a screen:
  ascertain example FILE                     make the example log
  ascertain generate FILE --incidents N      make a large, repeatable log
  ascertain list LOG [--search TEXT]         list incidents
  ascertain show LOG REF                     show one incident whole
  ascertain export LOG OUT [--search TEXT]   write a spreadsheet, map, report or data file
  ascertain import LOG FILE                  take the rows of a spreadsheet in, or another log
  ascertain check LOG                        check that a log is sound
  ascertain backup LOG [--to FOLDER]         back a log up, or --list its backups
  ascertain restore BACKUP LOG               put a log back as a backup has it
  ascertain salvage LOG NEW                  save what can be read of a damaged log into a new one
  ascertain pack LOG OUT                     save a log with its attachments as one zip
  ascertain unpack PACK FOLDER               unpack such a zip into a new folder
each has its own --help. Exit code: 0 done, 1 failed, 2 wrong use.
"""


class WrongUse(Exception):
    """The arguments make no sense; the text says why."""


class _Parser(argparse.ArgumentParser):
    epilog_told: Callable[[], str] | None = None
    """What stands under the help, asked for when the help is shown."""

    def format_help(self) -> str:
        """The help."""
        if self.epilog_told is not None:
            self.epilog = self.epilog_told()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def window_parser() -> argparse.ArgumentParser:
    """The parser of `ascertain [LOG]`."""
    parser = _Parser(
        prog="ascertain",
        description="Log incidents from what others report, and keep what is claimed apart from what is confirmed.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("log", nargs="?", type=Path, metavar="LOG", help="the log to open in the window")
    parser.add_argument("--version", action="version", version=f"Ascertain {__version__}")
    return parser


def command_parser() -> argparse.ArgumentParser:
    """The parser of the commands."""
    parser = _Parser(prog="ascertain")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    example = commands.add_parser("example", help="make the example log")
    example.add_argument("file", type=Path, metavar="FILE", help="the log to make; it must not exist")
    generate = commands.add_parser("generate", help="make a large, realistic, repeatable log")
    generate.add_argument("file", type=Path, metavar="FILE", help="the log to make; it must not exist")
    generate.add_argument("--incidents", type=_count, required=True, metavar="N", help="how many incidents")
    generate.add_argument("--seed", type=int, default=1, metavar="S", help="another seed makes another log (default 1)")
    listing = commands.add_parser("list", help="list incidents")
    _add_log(listing)
    _add_search(listing)
    listing.add_argument("--sort", metavar="FIELD", help="a field to sort by; -FIELD or --sort=-FIELD for descending")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    listing.add_argument("--json", action="store_true", help="print a JSON list with every field by its key")
    listing.add_argument(
        "--totals", action="store_true", help="print minimum and maximum of all, with nothing counted twice"
    )
    show = commands.add_parser("show", help="show one incident whole")
    _add_log(show)
    show.add_argument("ref", metavar="REF", help="its reference, such as 2023-0001")
    show.add_argument("--json", action="store_true", help="print a JSON object with every field by its key")
    _add_export(commands)
    taking = commands.add_parser("import", help="take the rows of a spreadsheet into a log, or another log")
    _add_log(taking)
    taking.add_argument("file", type=Path, metavar="FILE", help="a spreadsheet, .csv or .jsonl, or another log")
    importing.add_arguments(taking)
    check = commands.add_parser("check", help="check that a log is sound")
    _add_log(check)
    check.add_argument("--json", action="store_true", help="print the findings as a JSON object")
    _add_backups(commands)
    _add_packing(commands)
    salvage = commands.add_parser("salvage", help="save what can be read of a damaged or hostile file into a new log")
    _add_log(salvage)
    salvage.add_argument("new", type=Path, metavar="NEW", help="the log to make; it must not exist")
    salvage.add_argument("--json", action="store_true", help="print what was saved as a JSON object")
    return parser


def _add_export(commands: Any) -> None:
    parser = commands.add_parser(
        "export", help="write incidents to a file", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.epilog_told = exporting.formats_told
    _add_log(parser)
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write; its suffix tells the format")
    _add_search(parser)
    exporting.add_arguments(parser)


def _add_backups(commands: argparse._SubParsersAction[_Parser]) -> None:
    backup = commands.add_parser("backup", help="back a log up while it may be in use, or list its backups")
    _add_log(backup)
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="another folder; the log gets one of its own in it")
    backup.add_argument("--list", action="store_true", help="make none: list those there are, each read through")
    backup.add_argument("--json", action="store_true", help="print JSON")
    restore = commands.add_parser("restore", help="put a log back; the log as it was stays under another name")
    restore.add_argument("backup", type=Path, metavar="BACKUP", help="the backup, with its manifest beside it")
    _add_log(restore)
    restore.add_argument("--json", action="store_true", help="print what was done as a JSON object")


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the arguments after the program's name. Raises WrongUse; `--help` and `--version` print and raise
    SystemExit."""
    if words and words[0] in COMMANDS:
        return command_parser().parse_args(_joined_sort(words))
    read = window_parser().parse_args(words)
    read.command = None
    return read


def _joined_sort(words: Sequence[str]) -> list[str]:
    """`--sort -t_from` as `--sort=-t_from`: argparse would take the second word for an option."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "--sort" and word.startswith("-") and not word.startswith("--"):
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined


def _add_packing(commands: Any) -> None:
    packing = commands.add_parser("pack", help="save a log with its attachments as one verified zip")
    _add_log(packing)
    packing.add_argument("out", type=Path, metavar="OUT", help="the file to write, such as incidents.ascertain.zip")
    unpacking = commands.add_parser("unpack", help="unpack a packed copy, checked, into a new folder")
    unpacking.add_argument("pack", type=Path, metavar="PACK", help="the packed copy")
    unpacking.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make; it must be new or empty")
    for each in (packing, unpacking):
        each.add_argument("--json", action="store_true", help="print what was written as a JSON object")


def _add_log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("log", type=Path, metavar="LOG", help="the log")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", default="", metavar="TEXT", help="only incidents that this search finds")


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of 0 or more")
    return number
