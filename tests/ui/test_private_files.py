"""Whatever the program makes is its owner's alone, also where the system would let everybody read and write."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QDir
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from ascertain.app.attaching import attach, save_copy
from ascertain.app.backing_up import back_up, restore_log
from ascertain.app.commands import LogIncident, PurgeIncidents
from ascertain.app.example import log_example
from ascertain.app.exporting import Wanted, export
from ascertain.app.faults import record_fault
from ascertain.app.generation import generate
from ascertain.app.importing import import_log
from ascertain.app.packing import pack, unpack
from ascertain.app.salvaging import name_for, salvage_log
from ascertain.app.session import LogSession, create_session
from ascertain.app.settings import Settings, SettingsFile
from ascertain.domain.backups import Why
from ascertain.domain.records import IncidentContent
from ascertain.domain.rows import Shelf
from ascertain.store.migrating import migrate
from ascertain.ui.theme import Wardrobe

GOLDEN = Path(__file__).parents[1] / "store" / "golden" / "0001.ascertain.gz"


@pytest.fixture
def open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def looked_at(folder: Path) -> list[str]:
    """What others may read, write or enter."""
    return [
        f"{each.relative_to(folder)}: {each.lstat().st_mode & 0o777:o}"
        for each in sorted(folder.rglob("*"))
        if each.lstat().st_mode & 0o077
    ]


@pytest.mark.usefixtures("open_to_all")
def test_what_belongs_to_a_log(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_text("scan")
    made = tmp_path / "made"
    log = made / "deep" / "october.ascertain"
    session = create_session(log)
    log_example(session)
    document = session.reader().ask(lambda queries: next(iter(queries.shelf_order(Shelf.DOCUMENTS)))).result()
    notice = attach(session, [tmp_path / "scan.txt"], document_id=document)
    assert notice.operation
    assert {each.name for each in log.parent.iterdir()} >= {f"{log.name}-wal", f".{log.name}.lock"}
    assert looked_at(made) == []
    reader = session.reader()
    ids = reader.ask(lambda queries: queries.order(None)).result()
    for name in ("out.csv", "out.xlsx"):
        reader.ask(partial(export, wanted=Wanted(ids, session.vocabularies), out=made / name)).result()
    entry = reader.ask(lambda queries: queries.attachments((document,))).result()
    save_copy(log, entry[0].file, made / "copy.txt")
    session.save_as(made / "again" / "saved.ascertain").result()
    session.ledger.run(PurgeIncidents((ids[0],), "protection")).result()
    session.close()
    backup = back_up(log, Why.BY_HAND, 1_700_000_000).backup
    restore_log(backup.path, log, 1_700_000_100)
    pack(log, made / "packed.zip")
    unpack(made / "packed.zip", made / "unpacked")
    salvage_log(log, name_for(log))
    with closing(create_session(made / "generated.ascertain")) as other:
        other.close()
        generate(made / "generated.ascertain", 3)
    with closing(LogSession.open(made / "generated.ascertain")) as other:
        import_log(other, log)
        other.ledger.run(LogIncident(IncidentContent(title="Drone"))).result()
    old = made / "old.ascertain"
    old.write_bytes(gzip.decompress(GOLDEN.read_bytes()))
    old.chmod(0o600)
    migrate(old, 1_700_000_000)
    assert looked_at(made) == []


@pytest.mark.usefixtures("open_to_all")
def test_what_belongs_to_the_program(qapp: QApplication, tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "config" / "deep" / "settings.json").write(Settings())
    assert record_fault(RuntimeError, None, tmp_path / "state" / "faults") is not None
    font, palette, paths = QFont(qapp.font()), QPalette(qapp.palette()), QDir.searchPaths("icon")
    wardrobe = Wardrobe(qapp, tmp_path / "cache" / "looks")
    try:
        wardrobe.apply("dark")
    finally:
        shiboken6.delete(wardrobe)
        qapp.setStyleSheet("")
        qapp.setFont(font)
        qapp.setPalette(palette)
        QDir.setSearchPaths("icon", paths)
    assert any((tmp_path / "cache" / "looks").iterdir())
    assert looked_at(tmp_path) == []
    shutil.rmtree(tmp_path / "cache")
