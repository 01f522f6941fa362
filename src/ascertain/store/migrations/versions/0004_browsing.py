"""The layout of saved views, the full-text table of documents, who speaks of an incident as a short text, and the
indexes that whole orders walk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ascertain.domain.folding import fold

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_VIEW = "id, uid, name, search, sort, columns, position"
_AT_ONCE = 200
_WALKED = (
    "title_key", "place_key", "status", "kind", "means", "outcome", "country", "where_precision", "origins",
    "created_at", "updated_at",
)  # fmt: skip
_SUMMED = (
    "munitions", "killed", "injured", "killed_attacker", "killed_target_force", "killed_civilian", "killed_unknown",
    "injured_attacker", "injured_target_force", "injured_civilian", "injured_unknown",
)  # fmt: skip

_TIME = (
    "t_from", "id", "day_from", "day_to", "status", "draft", "follow_up_on", "trashed_at", "kind", "means", "outcome",
    "country", "place_id", "where_precision", "is_aggregate", "origins", "killed_low", "killed_best", "killed_high",
    "injured_low", "injured_best", "injured_high", "munitions_low", "munitions_best", "munitions_high", "created_at",
    "updated_at", "sources", "first_sources", "stances",
)  # fmt: skip
_STANCES = (
    "reports", "confirms", "confirms_in_part", "denies", "claims_responsibility", "attributes",
    "declines_to_attribute", "threatens", "gives_context", "no_comment",
)  # fmt: skip
_LAST_SOURCE = 0xD7FE


def upgrade() -> None:
    _lay_out_views()
    _index_documents()
    _tell_speakers()
    _index_orders()


def _index_orders() -> None:
    live = "trashed_at IS NULL"
    for column in _WALKED:
        op.execute(f"CREATE INDEX ix_incident_{column} ON incident ({column}) WHERE {live}")
    for key in _SUMMED:
        told = f"coalesce({key}_best, {key}_low, {key}_high)"
        op.execute(f"CREATE INDEX ix_incident_{key} ON incident ({told}) WHERE {live} AND {told} IS NOT NULL")
    number = "CAST(substr(ref, instr(ref, '-') + 1) AS INTEGER)"
    op.execute(f"CREATE INDEX ix_incident_ref ON incident (CAST(ref AS INTEGER), {number}) WHERE {live}")
    follow = (
        f"CREATE INDEX ix_incident_follow_up_on ON incident (follow_up_on) WHERE {live} AND follow_up_on IS NOT NULL"
    )
    op.execute(follow)
    op.create_index("ix_incident_actor_role", "incident_actor", ["role", "actor_id", "incident_id"], unique=False)
    op.execute(f"CREATE INDEX ix_incident_days ON incident (day_from, day_to, status) WHERE {live}")


def _tell_speakers() -> None:
    op.drop_index("ix_incident_time", "incident")
    letters = " ".join(f"WHEN '{stance}' THEN '{chr(ord('A') + at)}'" for at, stance in enumerate(_STANCES))
    told = (
        ("sources", "source_id", "char(told + 1)"),
        ("first_sources", "coalesce(origin_id, source_id)", "char(told + 1)"),
        ("stances", f"CASE stance {letters} END", "told"),
    )
    for column, of, letter in told:
        op.execute(f"ALTER TABLE incident ADD COLUMN {column} VARCHAR")
        some = "" if column == "stances" else f" AND {of} <= {_LAST_SOURCE}"
        each = (
            f"SELECT DISTINCT {of} AS told FROM statement_incident AS b JOIN statement AS s ON s.id = b.statement_id "
            f"WHERE b.incident_id = incident.id{some} ORDER BY told"
        )
        op.execute(f"UPDATE incident SET {column} = (SELECT group_concat({letter}, '') FROM ({each}))")
    op.execute(f"CREATE INDEX ix_incident_time ON incident ({', '.join(_TIME)}) WHERE trashed_at IS NULL")


def _lay_out_views() -> None:
    """Made anew rather than altered, so that the schema reads as that of a new log."""
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'saved_view'")).scalar()
    kept = connection.execute(sa.text(f"SELECT {_VIEW} FROM saved_view ORDER BY id")).mappings().all()
    op.drop_table("saved_view")
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
        sqlite_autoincrement=True,
    )
    values = ":id, :uid, :name, :search, :sort, :columns, :position, '{}'"
    for row in kept:
        connection.execute(sa.text(f"INSERT INTO saved_view ({_VIEW}, layout) VALUES ({values})"), dict(row))
    if last is not None:
        # Ids of views that are gone are not given again: the journal knows them.
        connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'saved_view'"))
        connection.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('saved_view', :last)"), {"last": last}
        )


def _index_documents() -> None:
    op.execute("CREATE VIRTUAL TABLE document_search USING fts5(title, text, tokenize='unicode61', prefix='2 3')")
    connection = op.get_bind()
    ids = connection.execute(sa.text("SELECT id FROM document ORDER BY id")).scalars().all()
    read = sa.text("SELECT title, text FROM document WHERE id = :id")
    write = sa.text("INSERT INTO document_search (rowid, title, text) VALUES (:id, :title, :text)")
    for start in range(0, len(ids), _AT_ONCE):
        entries = []
        for number in ids[start : start + _AT_ONCE]:
            title, text = connection.execute(read, {"id": number}).one()
            entries.append({"id": number, "title": fold(title), "text": fold(text)})
        connection.execute(write, entries)
