"""`python3 run.py prove [NAME…] [--short] [--write] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.prove import written
from tests.prove.figure import CannotRun, Figure
from tests.prove.proofs import PROOFS, figures_of

_NOT_MET = 1


def main(words: Sequence[str]) -> int:
    """Run the named proofs (all without a name) and print each figure with its target. 1 where a target is not met."""
    parser = argparse.ArgumentParser(prog="run.py prove", description="Prove that nothing is lost.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(PROOFS)} (default all)")
    parser.add_argument("--short", action="store_true", help="the short versions, which the tests run too")
    parser.add_argument("--write", action="store_true", help=f"renew {written.FIGURES.name}, as a run of all does")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    arguments = parser.parse_args(words)
    unknown = [name for name in arguments.names if name not in PROOFS]
    if unknown:
        parser.error(f"no proof named {', '.join(unknown)}; there are: {', '.join(PROOFS)}")
    if arguments.short and arguments.write:
        parser.error("the figures that are kept are those of the long proofs")
    results = {name: _proved(name, short=arguments.short) for name in arguments.names or PROOFS}
    if arguments.write or not (arguments.names or arguments.short):
        written.write(results)
    if arguments.json:
        as_json = {name: [figure.as_json() for figure in figures] for name, figures in results.items()}
        arguments.json.write_text(json.dumps(as_json, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(figure.met for figures in results.values() for figure in figures) else _NOT_MET


def line_of(figure: Figure) -> str:
    """One figure as a line of text."""
    met = "met" if figure.met else "NOT MET"
    detail = f" ({figure.detail})" if figure.detail else ""
    return f"  {figure.name}: {figure.value}; target {figure.target}: {met}{detail}"


def _proved(name: str, *, short: bool) -> list[Figure]:
    print(f"{name}: {PROOFS[name].about}", flush=True)
    begun = time.monotonic()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix=f"ascertain-{name}-") as folder:
        try:
            for figure in figures_of(name, Path(folder), short=short):
                figures.append(figure)
                print(line_of(figure), flush=True)
        except CannotRun as reason:
            figures.append(Figure("whether it can run here", "no", "yes", False, str(reason)))
            print(line_of(figures[-1]), flush=True)
    print(f"  took {time.monotonic() - begun:.0f} s", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
