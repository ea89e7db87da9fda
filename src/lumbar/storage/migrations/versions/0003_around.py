"""Around the session: people by name, what took a movement's place, walks, and measurements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("name", sa.String(), nullable=True))
    op.add_column("session", sa.Column("source", sa.String(), nullable=False, server_default="player"))
    with op.batch_alter_table("session_item") as item:
        item.alter_column("pain_during", existing_type=sa.Float(), nullable=True)
        item.add_column(sa.Column("instead_of", sa.String(), nullable=True))
        item.add_column(sa.Column("swap_reason", sa.String(), nullable=True))
    op.create_table(
        "walk",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_walk_minutes")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_walk_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "date", name=op.f("pk_walk")),
    )
    op.create_table(
        "measurement",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_measurement_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "kind", "date", name=op.f("pk_measurement")),
    )
    op.create_table(
        "lesson_read",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_lesson_read_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "lesson", name=op.f("pk_lesson_read")),
    )
