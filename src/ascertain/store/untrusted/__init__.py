"""Reading rows out of a file that is damaged, or that somebody else has made. Nothing in the file is run, and no value
is taken as it is."""

from __future__ import annotations
