"""Code lists: which words a coded field may hold, in which order, under which names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list. `parent` is the key of a broader code; `attributes` hold mappings to other
    codebooks."""

    key: str
    label: str
    parent: str | None = None
    retired: bool = False
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """What the codebook says of the code: when it applies, and when not."""
        return str(self.attributes.get("note") or "")

    @property
    def merged_into(self) -> str | None:
        """The key of the code that stands for it since the two were merged."""
        kept = self.attributes.get("merged_into")
        return str(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An ordered code list. In a `closed` one the program's rules depend on the keys: codes can be renamed and
    reordered only."""

    name: str
    label: str
    codes: tuple[Code, ...]
    closed: bool = False

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def find(self, key: str | None) -> Code | None:
        """The code with this key, or None."""
        return next((code for code in self.codes if code.key == key), None)

    def label_of(self, key: str | None) -> str:
        """The label of `key`; an unknown key is shown as it is, None as nothing."""
        found = self.find(key)
        return found.label if found else (key or "")

    def current(self, keep: str | None = None) -> tuple[Code, ...]:
        """The codes offered for choice: all that are not retired, and `keep` (a code already in use)."""
        return tuple(code for code in self.codes if not code.retired or code.key == keep)


class Vocabularies:
    """The code lists of one log, by name. One such object serves all for as long as the log is open: where a list is
    changed, the new ones take the place of the old ones in it."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        self._by_name = {vocabulary.name: vocabulary for vocabulary in vocabularies}
        self._codes: dict[str, tuple[Vocabulary, dict[str, Code]]] = {}

    def take(self, others: Vocabularies) -> None:
        """Hold the lists of `others` from now on; whoever reads meanwhile sees the old ones or the new ones, whole."""
        self._by_name = others._by_name

    def __iter__(self) -> Iterator[Vocabulary]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Vocabulary:
        return self._by_name[name]

    def has(self, name: str, key: str) -> bool:
        """Whether the named list has a code of this key: one look, however long the list is."""
        return key in self._by_key(name)

    def label(self, name: str, key: str | None) -> str:
        """The label of a code in the named list; an unknown key is shown as it is, None as nothing."""
        found = self._by_key(name).get(key or "")
        return found.label if found else (key or "")

    def _by_key(self, name: str) -> dict[str, Code]:
        there, known = self._by_name[name], self._codes.get(name)
        if known is None or known[0] is not there:
            codes: dict[str, Code] = {}
            for code in there.codes:
                codes.setdefault(code.key, code)
            known = self._codes[name] = there, codes
        return known[1]
