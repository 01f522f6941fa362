"""What the gazetteer costs: loading, a search over the whole of it, and the names in a text."""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from ascertain import resources
from ascertain.app.gazetteer import Gazetteer
from ascertain.app.gazetteer.world import load_world
from ascertain.domain.folding import tokens
from ascertain.domain.records import Place
from tests.app.look_ups import LOOK_UPS
from tests.bench.measuring import Figure, at_most, median_of, milliseconds, percentile

_LOAD = """
import time
from ascertain import resources
from ascertain.app.gazetteer import world
begun = time.perf_counter()
world.load_world()
print((time.perf_counter() - begun) * 1000)
"""
_SENTENCES = (
    "Drones were seen near Ain al-Asad in western Iraq, and the coalition said that nobody was hurt there.",
    "The ministry in Baghdad did not say who was behind the attack on the road from Deir al-Zor to Abu Kamal.",
    "أعلنت فصائل استهداف قاعدة عين الأسد بمحافظة الأنبار، ولم يسفر الهجوم عن إصابات بحسب مصدر أمني في بغداد.",
    "حمله پهپادی به پایگاهی در استان انبار عراق گزارش شد و مقام‌ها در تهران واکنشی نشان ندادند.",
)
_TEXT_SIZE = 5_000


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """Figures of the gazetteer with 2,000 places of a log beside it; the size of the log plays no part in them."""
    del folder
    taken = statistics.median(_load_in_a_new_process() for _ in range(5))
    packed = resources.path("gazetteer", "places.txt.gz").read_bytes()
    bare = median_of(5, lambda: gzip.decompress(packed).decode().split("\n"))
    yield at_most("load the gazetteer", incidents, taken, bare, "inflating and splitting its file", 500)

    gazetteer = Gazetteer(Place(f"Post {number} al-Qadim", "base", "IQ", id=number) for number in range(1, 2_001))
    spelt = [typed for typed, _, _ in LOOK_UPS]
    typed = [*spelt, *(each[:3] for each in spelt), *(f"{each[:-2]}x{each[-1:]}" for each in spelt)]
    for each in typed[:3]:
        gazetteer.search(each)
    searches = [milliseconds(partial(gazetteer.search, each)) for each in typed]
    keys = [line.partition("\t")[0] for line in load_world().names.bare]
    scan = median_of(3, lambda: _scan(keys))
    p95 = percentile(searches, 0.95)
    yield at_most("search for a place, p95", incidents, p95, scan, "one scan of its keys", 50)

    text = "".join(islice(cycle(_SENTENCES), 60))[:_TEXT_SIZE]
    found = median_of(5, lambda: gazetteer.find_in(text))
    limit = median_of(5, lambda: [tokens(word) for word in text.split()])
    yield at_most("places in 5,000 letters", incidents, found, limit, "folding its words once", 100)


def _load_in_a_new_process() -> float:
    told = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
    return float(told.stdout)


def _scan(keys: list[str]) -> None:
    from rapidfuzz import fuzz, process

    process.extract("drzr", keys, scorer=fuzz.ratio, limit=20, score_cutoff=70)
