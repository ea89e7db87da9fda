"""Tables, as SQLAlchemy Core declares them. The migrations make them; a test holds the two together.

Dates and times are ISO 8601 text, so that they read the same in every engine and sort as they should.
Documents are JSON text.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a later migration can change it in any engine."""

metadata = MetaData(naming_convention=NAMES)


def _owner(*, key: bool = False) -> Column[str]:
    return Column("person_id", String, ForeignKey("person.id"), nullable=False, primary_key=key)


person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String),
    Column("state", String, nullable=False),
    Column("flare_started", String),
    Column("flare_ended", String),
    Column("full_form_due", Boolean, nullable=False),
    Column("screening_id", String),
    Column("plan_id", String),
    Column("plan_stale", Boolean, nullable=False),
    Column("reviewed_on", String),
    Column("ready_on", String),
    Column("last_session_on", String),
    Column("spread_open", Boolean, nullable=False),
    Column("spread_answered_on", String),
    CheckConstraint("state IN ('normal', 'flare', 'refer')", name="state"),
)

profile = Table(
    "profile",
    metadata,
    _owner(key=True),
    Column("document", Text, nullable=False),
    Column("full_form_on", String, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("id", String, primary_key=True),
    _owner(),
    Column("kind", String, nullable=False),
    Column("trigger", String, nullable=False),
    Column("as_of", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("rule_version", Integer, nullable=False),
    Column("catalogue", String, nullable=False),
    Column("input", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    CheckConstraint("kind IN ('screen', 'plan', 'progress')", name="kind"),
    Index(None, "person_id", "kind", "made_at"),
)

session = Table(
    "session",
    metadata,
    Column("id", String, primary_key=True),
    _owner(),
    Column("date", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("finished_at", String, nullable=False),
    Column("stored_at", String, nullable=False),
    Column("pain_before", Float, nullable=False),
    Column("pain_after", Float, nullable=False),
    Column("effort", Float, nullable=False),
    Column("note", Text),
    Column("next_morning", Float),
    Column("plan_id", String, ForeignKey("decision.id")),
    Column("fingerprint", String, nullable=False),
    Column("source", String, nullable=False, server_default="player"),
    Index(None, "person_id", "date"),
)

session_item = Table(
    "session_item",
    metadata,
    Column("session_id", String, ForeignKey("session.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("movement", String, nullable=False),
    Column("level", Integer, nullable=False),
    Column("completed", Boolean, nullable=False),
    Column("skipped", Boolean, nullable=False),
    Column("hurt", Boolean, nullable=False),
    Column("pain_during", Float),
    Column("pain_where", String),
    Column("sets_done", Integer, nullable=False),
    Column("reps_done", Integer, nullable=False),
    Column("note", Text),
    Column("instead_of", String),
    Column("swap_reason", String),
)

session_set = Table(
    "session_set",
    metadata,
    Column("session_id", String, primary_key=True),
    Column("item_place", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("set", Integer, nullable=False),
    Column("side", String),
    Column("reps", Integer, nullable=False),
    Column("held_s", Float, nullable=False),
    Column("completed", Boolean, nullable=False),
    ForeignKeyConstraint(["session_id", "item_place"], ["session_item.session_id", "session_item.place"]),
)

pain_rating = Table(
    "pain_rating",
    metadata,
    _owner(key=True),
    Column("date", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("value", Float, nullable=False),
    CheckConstraint("value BETWEEN 0 AND 10", name="value"),
)

walk = Table(
    "walk",
    metadata,
    _owner(key=True),
    Column("date", String, primary_key=True),
    Column("minutes", Float, nullable=False),
    CheckConstraint("minutes >= 0", name="minutes"),
)

measurement = Table(
    "measurement",
    metadata,
    _owner(key=True),
    Column("kind", String, primary_key=True),
    Column("date", String, primary_key=True),
    Column("value", Float, nullable=False),
    Column("answers", Text, nullable=False),
)

lesson_read = Table(
    "lesson_read",
    metadata,
    _owner(key=True),
    Column("lesson", String, primary_key=True),
    Column("date", String, nullable=False),
)

level = Table(
    "level",
    metadata,
    _owner(key=True),
    Column("movement", String, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("since", String, nullable=False),
    CheckConstraint("level >= 1", name="level"),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner(),
    Column("decision_id", String, ForeignKey("decision.id"), nullable=False),
    Column("date", String, nullable=False),
    Column("movement", String, nullable=False),
    Column("change", String, nullable=False),
    Column("from_level", Integer, nullable=False),
    Column("to_movement", String, nullable=False),
    Column("to_level", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Index(None, "person_id", "date"),
)

device = Table(
    "device",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("token_hash", String, nullable=False, unique=True),
    Column("paired_at", String, nullable=False),
    Column("seen_on", String, nullable=False),
)
