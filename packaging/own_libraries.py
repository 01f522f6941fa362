"""Run by the frozen program before anything else: gives back the search path for libraries that the starter of the
program set for it. It has been read by then; left standing, a browser or file manager that the program opens would
take the libraries of the program for its own."""

from __future__ import annotations

import os

_PATH = "LD_LIBRARY_PATH"
_before = os.environ.pop(f"{_PATH}_ORIG", None)
if _before is not None:
    os.environ[_PATH] = _before
elif os.name == "posix":
    os.environ.pop(_PATH, None)
