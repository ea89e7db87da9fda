"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("flare_started", sa.String(), nullable=True),
        sa.Column("flare_ended", sa.String(), nullable=True),
        sa.Column("full_form_due", sa.Boolean(), nullable=False),
        sa.Column("screening_id", sa.String(), nullable=True),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("plan_stale", sa.Boolean(), nullable=False),
        sa.Column("reviewed_on", sa.String(), nullable=True),
        sa.Column("ready_on", sa.String(), nullable=True),
        sa.Column("last_session_on", sa.String(), nullable=True),
        sa.Column("spread_open", sa.Boolean(), nullable=False),
        sa.Column("spread_answered_on", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('normal', 'flare', 'refer')", name=op.f("ck_person_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('screen', 'plan', 'progress')", name=op.f("ck_decision_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(
        op.f("ix_decision_person_id_kind_made_at"), "decision", ["person_id", "kind", "made_at"], unique=False
    )
    op.create_table(
        "level",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("movement", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.CheckConstraint("level >= 1", name=op.f("ck_level_level")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_level_person_id")),
        sa.PrimaryKeyConstraint("person_id", "movement", name=op.f("pk_level")),
    )
    op.create_table(
        "pain_rating",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 10", name=op.f("ck_pain_rating_value")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pain_rating_person_id")),
        sa.PrimaryKeyConstraint("person_id", "date", "kind", name=op.f("pk_pain_rating")),
    )
    op.create_table(
        "profile",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("full_form_on", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_profile_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_profile")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("movement", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("from_level", sa.Integer(), nullable=False),
        sa.Column("to_movement", sa.String(), nullable=False),
        sa.Column("to_level", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_change_decision_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_person_id_date"), "change", ["person_id", "date"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=False),
        sa.Column("stored_at", sa.String(), nullable=False),
        sa.Column("pain_before", sa.Float(), nullable=False),
        sa.Column("pain_after", sa.Float(), nullable=False),
        sa.Column("effort", sa.Float(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("next_morning", sa.Float(), nullable=True),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["decision.id"], name=op.f("fk_session_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_person_id_date"), "session", ["person_id", "date"], unique=False)
    op.create_table(
        "session_item",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("movement", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("hurt", sa.Boolean(), nullable=False),
        sa.Column("pain_during", sa.Float(), nullable=False),
        sa.Column("pain_where", sa.String(), nullable=True),
        sa.Column("sets_done", sa.Integer(), nullable=False),
        sa.Column("reps_done", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_session_item_session_id")),
        sa.PrimaryKeyConstraint("session_id", "place", name=op.f("pk_session_item")),
    )
    op.create_table(
        "session_set",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("item_place", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("set", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("held_s", sa.Float(), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id", "item_place"],
            ["session_item.session_id", "session_item.place"],
            name=op.f("fk_session_set_session_id_item_place"),
        ),
        sa.PrimaryKeyConstraint("session_id", "item_place", "place", name=op.f("pk_session_set")),
    )


def downgrade() -> None:
    op.drop_table("session_set")
    op.drop_table("session_item")
    op.drop_table("session")
    op.drop_table("change")
    op.drop_table("profile")
    op.drop_table("pain_rating")
    op.drop_table("level")
    op.drop_table("decision")
    op.drop_table("person")
