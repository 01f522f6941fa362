"""Marks in documents, dated grades of sources, fields of the user's own, templates of the form, and the list of
reasons for a verdict."""

from __future__ import annotations

import json
import tomllib

import sqlalchemy as sa
from alembic import op

from ascertain import resources

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("quote_before", sa.String(), nullable=False),
        sa.Column("quote_after", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"]),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"]),
        sqlite_autoincrement=True,
    )
    for column in ("document_id", "source_id", "actor_id", "place_id"):
        op.create_index(op.f(f"ix_document_mark_{column}"), "document_mark", [column], unique=False)
    op.create_table(
        "source_grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("reliability", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("graded_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_grade_source_id"), "source_grade", ["source_id"], unique=False)
    op.create_table(
        "own_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("vocabulary", sa.String(), nullable=True),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quick", sa.Boolean(), nullable=False),
        sa.Column("help", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("incident_id", "field_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"]),
        sa.ForeignKeyConstraint(["field_id"], ["own_field.id"]),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_own_value_number", "own_value", ["field_id", "number", "incident_id"], unique=False)
    op.create_index("ix_own_value_key", "own_value", ["field_id", "sort_key", "incident_id"], unique=False)
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_incident_text_anchor",
        "incident_text",
        ["anchor_id"],
        unique=False,
        sqlite_where=sa.text("anchor_id IS NOT NULL"),
    )
    _bring_list("review_reason")


def _bring_list(name: str) -> None:
    """A code list that logs made before had not, as a new log gets it."""
    connection = op.get_bind()
    shipped = tomllib.loads(resources.text("vocabularies", f"{name}.toml"))
    head = json.dumps({"label": shipped["label"], "closed": shipped["closed"]}, ensure_ascii=False)
    connection.execute(
        sa.text("INSERT INTO log_info (key, value) VALUES (:key, :value)"), {"key": f"vocabulary:{name}", "value": head}
    )
    insert = sa.text(
        "INSERT INTO code (vocabulary, key, label, position, parent, retired, attributes) "
        "VALUES (:vocabulary, :key, :label, :position, NULL, 0, :attributes)"
    )
    for position, code in enumerate(shipped["code"]):
        attributes = {key: value for key, value in code.items() if key not in ("key", "label")}
        values = {
            "vocabulary": name,
            "key": code["key"],
            "label": code["label"],
            "position": position,
            "attributes": json.dumps(attributes, ensure_ascii=False),
        }
        connection.execute(insert, values)
