"""JSON and JSON Lines hold what the documented schema says, and nothing is lost in them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from ascertain import resources
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.target import Target
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.records import Incident
from ascertain.exchange.exporters.json_file import EXPORTER as JSON
from ascertain.exchange.exporters.json_lines import EXPORTER as LINES
from tests.any_incident import CALM
from tests.exchange.own_log import MemoryLibrary, logs, outgoing

_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER)
_FLAGS = (FieldType.FLAG, FieldType.YES_NO)


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.text("schemas", "record.schema.json"))
    return found


def shape_of(target: Target) -> dict[str, Any]:
    """What the schema must say of the values of a target."""
    if target.several:
        return {"type": "array", "items": {"type": "string"}}
    if target.type in _FLAGS:
        return {"type": "boolean"}
    if target.type in _NUMBERS:
        return {"type": "integer" if target.type is FieldType.INTEGER else "number"}
    return {"type": ["integer", "string"]} if target.type is FieldType.FIGURE else {"type": "string"}


@pytest.mark.parametrize("kind", RecordKind)
def test_the_schema_names_every_value_of_every_kind(kind: RecordKind) -> None:
    told = schema()["$defs"][kind.name.lower()]["properties"]
    wanted = {target.key: shape_of(target) for target in targets_of(kind) if target.column}
    shapes = {key: {part: each[part] for part in ("type", "items") if part in each} for key, each in told.items()}
    assert shapes == wanted


@CALM
@given(logs())
def test_every_line_is_as_the_schema_says(log: tuple[list[Incident], MemoryLibrary]) -> None:
    validator = Draft202012Validator(schema())
    with TemporaryDirectory() as folder:
        LINES.write(outgoing(*log), Path(folder) / "out.jsonl", Conduct())
        JSON.write(outgoing(*log), Path(folder) / "out.json", Conduct())
        text = (Path(folder) / "out.jsonl").read_text(encoding="utf-8")
        lines = [json.loads(line) for line in text.split("\n") if line]
        whole = json.loads((Path(folder) / "out.json").read_text(encoding="utf-8"))
    assert whole["records"] == lines
    assert sum(line["record"] == "incident" for line in lines) == len(log[0])
    for line in lines:
        validator.validate(line)


@pytest.mark.parametrize("line", [{}, {"record": "other", "uid": "1", "values": {}}, {"record": "incident", "uid": 1}])
def test_what_is_no_record_is_none_by_the_schema(line: object) -> None:
    assert not Draft202012Validator(schema()).is_valid(line)


def test_writing_is_stopped_when_asked(tmp_path: Path) -> None:
    for exporter in (LINES, JSON):
        with pytest.raises(Cancelled):
            exporter.write(outgoing([]), tmp_path / "out", Conduct(cancelled=lambda: True))
