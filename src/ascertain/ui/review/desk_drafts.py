"""What is picked and typed at the review desk is kept on disk like every form, each incident by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ascertain.domain.drafts import VERDICT_FORM, Draft, UnfinishedForm
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.form.unfinished.title import title_of
from ascertain.ui.review.finding_json import read_finding, write_finding
from ascertain.ui.review.verdict_bar import VerdictBar
from ascertain.ui.review.work import Work

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge


class DeskDrafts(QObject):
    """Looks after the incident in hand; of the others it knows what is kept."""

    def __init__(self, bridge: Bridge, work: Work, bar: VerdictBar, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("desk_drafts")
        self._work, self._bar = work, bar
        self._kept: dict[int, Draft] = {}
        self._read = False
        self._asker = bridge.asker(self)
        self._keeper = DraftKeeper(bridge, self._draft, self)
        bar.edited.connect(self._keeper.touch)

    def read_then(self, go_on: Callable[[], None]) -> None:
        """Read once what was typed before and not saved, then go on."""
        if self._read:
            go_on()
            return

        def take(found: list[UnfinishedForm]) -> None:
            self._read = True
            for each in found:
                self._take(each.draft)
            go_on()

        self._asker.ask(lambda queries: queries.drafts(), take)

    def begin(self, incident_id: int) -> None:
        """Look after another incident from now on."""
        self._keeper.begin(self._kept.get(incident_id))

    def leave(self) -> None:
        """Keep what stands there now, without waiting: another incident comes in hand."""
        left = self._keeper.unfinished()
        self._keeper.keep_now()
        current = self._work.current
        if current is None:
            return
        if left is not None:
            self._kept[current] = left
        elif self._work.finding().is_empty:
            self._kept.pop(current, None)

    def pause(self) -> str:
        """Keep nothing while the verdict is being saved; the uid of the draft that goes with it."""
        return self._keeper.pause()

    def go_on(self) -> None:
        """The verdict was not saved."""
        self._keeper.go_on()

    def forget(self, incident_id: int) -> None:
        """The verdict is saved, and its draft is gone with it."""
        self._kept.pop(incident_id, None)
        self._keeper.begin()

    def _take(self, draft: Draft) -> None:
        if draft.form == VERDICT_FORM and draft.record_id is not None and draft.record_id not in self._kept:
            finding = read_finding(draft.content)
            if not finding.is_empty:
                self._kept[draft.record_id] = draft
                self._work.keep(finding, draft.record_id)

    def _draft(self) -> Draft | None:
        current, finding = self._work.current, self._bar.finding()
        if current is None or finding.is_empty:
            return None
        return Draft("", VERDICT_FORM, title_of((finding.reason,)), write_finding(finding), current)
