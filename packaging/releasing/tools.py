"""The programs beside Python that a release is built and checked with, and what is left out without them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass

import run
from releasing.saying import say


@dataclass(frozen=True)
class Tool:
    """One program: the package of Debian that holds it, and what is not done where it is missing."""

    program: str
    package: str
    without: str


TOOLS = (
    Tool("dpkg-deb", "dpkg", "the .deb is not built"),
    Tool("lintian", "lintian", "the .deb is not checked by Debian's rules"),
    Tool("desktop-file-validate", "desktop-file-utils", "the desktop entry is not checked"),
    Tool("appstreamcli", "appstream", "the description for software centres is not checked"),
    Tool("makensis", "nsis", "the script of the Windows installer is not compiled"),
    Tool("xvfb-run", "xvfb", "windows are opened in memory, not on a virtual screen, and nothing is used from outside"),
    Tool("xauth", "xauth", "no virtual screen can be opened"),
)


def is_here(program: str) -> bool:
    """Say whether a program is installed."""
    return shutil.which(program) is not None


def missing(tools: Iterable[Tool] = TOOLS) -> list[Tool]:
    """Return those that are not installed."""
    return [tool for tool in tools if not is_here(tool.program)]


def find_tools(*, install: bool) -> list[str]:
    """Install what is missing where that is wanted and allowed; return a sentence for each tool that stays missing."""
    lacking = missing()
    if lacking and install and run.may_install():
        run.install_system_packages(sorted({tool.package for tool in lacking}))
        lacking = missing()
    if lacking and run.may_install() and not install:
        say("Tools are missing that could be installed now: add --install-tools.")
    return [f"{tool.program} is missing, so {tool.without}. Install it: apt install {tool.package}" for tool in lacking]
