"""How the incidents are found that an import took in."""

from __future__ import annotations

_MOST_RUNS = 200


def search_of(ids: frozenset[int]) -> str:
    """A search that finds these incidents; past so many runs, all from the first to the last of them."""
    runs: list[list[int]] = []
    for each in sorted(ids):
        if runs and runs[-1][1] + 1 == each:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    if len(runs) > _MOST_RUNS:
        runs = [[runs[0][0], runs[-1][1]]]
    return "id:" + ",".join(f"{one}" if one == other else f"{one}..{other}" for one, other in runs)
