"""The manual page, written from the parsers of the command line itself."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from ascertain.console.arguments import command_parser, window_parser

_FILES = (
    ("~/.local/share/ascertain/", "logs, where no other place was chosen; they stay when the program is removed"),
    ("~/.config/ascertain/settings.json", "settings"),
    ("~/.cache/ascertain/", "what can be computed again"),
    ("~/.local/state/ascertain/log/", "reports of faults of the program, without a word of what is logged"),
)


def manual(version: str, epoch: int) -> str:
    """The page `ascertain.1`, dated by `epoch` (seconds)."""
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    return "\n".join((*_head(version, day), *_window(), *_commands(), *_foot())) + "\n"


def _head(version: str, day: str) -> Iterator[str]:
    yield f'.TH ASCERTAIN 1 "{day}" "Ascertain {_plain(version)}" "User Commands"'
    yield ".SH NAME"
    yield r"ascertain \- log incidents from what others report"
    yield ".SH SYNOPSIS"
    yield ".B ascertain"
    yield r"[\fILOG\fR]"
    for name, parser in _each_command():
        yield ".br"
        yield f".B ascertain {name}"
        yield _usage(parser)


def _window() -> Iterator[str]:
    parser = window_parser()
    yield ".SH DESCRIPTION"
    yield _plain(parser.description or "")
    yield "Without a command the window opens: on the log that is named, else on the one that was open last."
    yield "With a command no window is needed, and none is opened."
    yield ".SH OPTIONS"
    yield from _arguments(parser)


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    helps = _helps()
    for name, parser in _each_command():
        yield f".SS {name}"
        yield _sentence(helps[name])
        yield from _arguments(parser, told=("--help",))


def _foot() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, what in (("0", "done"), ("1", "failed; one sentence on standard error says why"), ("2", "wrong use")):
        yield from (".TP", f".B {code}", _sentence(what))
    yield ".SH FILES"
    for path, what in _FILES:
        yield from (".TP", f".I {_plain(path)}", _sentence(what))
    yield ".SH EXAMPLES"
    for line in (
        "ascertain example ~/example.ascertain",
        "ascertain export log.ascertain out.xlsx --search status:unconfirmed",
    ):
        yield from (".PP", ".nf", _plain(line), ".fi")


def _each_command() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield from _subparsers().choices.items()


def _helps() -> dict[str, str]:
    return {each.dest: each.help or "" for each in _subparsers()._get_subactions()}


def _subparsers() -> argparse._SubParsersAction[argparse.ArgumentParser]:
    (found,) = [each for each in command_parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return found


def _arguments(parser: argparse.ArgumentParser, told: tuple[str, ...] = ()) -> Iterator[str]:
    """Each argument with its help, but for the switches that were told of before."""
    for each in parser._actions:
        if set(told) & set(each.option_strings):
            continue
        yield ".TP"
        if each.option_strings:
            value = "" if each.nargs == 0 else rf" \fI{_plain(_value(each))}\fR"
            yield ", ".join(rf"\fB{_plain(name)}\fR{value}" for name in each.option_strings)
        else:
            yield rf"\fI{_plain(_value(each))}\fR"
        yield _sentence((each.help or "").replace("%%", "%"))


def _usage(parser: argparse.ArgumentParser) -> str:
    words = []
    for each in parser._actions:
        if "--help" in each.option_strings:
            continue
        if not each.option_strings:
            words.append(rf"\fI{_plain(_value(each))}\fR")
            continue
        value = "" if each.nargs == 0 else rf" \fI{_plain(_value(each))}\fR"
        word = rf"\fB{_plain(each.option_strings[-1])}\fR{value}"
        words.append(word if each.required else f"[{word}]")
    return " ".join(words)


def _value(each: argparse.Action) -> str:
    if isinstance(each.metavar, str):
        return each.metavar
    return "|".join(map(str, each.choices)) if each.choices else each.dest.upper()


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return _plain(text if text.endswith(".") else f"{text}.")


def _plain(text: str) -> str:
    """Text as it stands, with nothing in it that the formatter of manual pages takes for its own."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("\n", " ")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
