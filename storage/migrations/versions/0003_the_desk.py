"""The desk: who has which conversation, notes, labels, presence, the record, sellers' questions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=30), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=80), server_default="", nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_log_conversation_id"), ["conversation_id"], unique=False)

    op.create_table(
        "canned_answers",
        sa.Column("shortcut", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("shortcut", name=op.f("pk_canned_answers")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failures")),
    )
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_failures_who_at", ["who", "at"], unique=False)

    op.create_table(
        "csat",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.String(length=40), server_default="", nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_csat_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_csat")),
    )
    with op.batch_alter_table("csat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_csat_conversation_id"), ["conversation_id"], unique=False)

    op.create_table(
        "desk_files",
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=20), server_default="", nullable=False),
        sa.Column("priority", sa.Integer(), server_default="2", nullable=False),
        sa.Column("waiting_since", sa.String(length=32), server_default="", nullable=False),
        sa.Column("claimed_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("answered_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("resolved_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("snoozed_until", sa.String(length=32), server_default="", nullable=False),
        sa.Column("breached", sa.String(length=20), server_default="", nullable=False),
        sa.Column("offered_to", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_desk_files_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_desk_files")),
    )
    with op.batch_alter_table("desk_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_files_waiting_since"), ["waiting_since"], unique=False)

    op.create_table(
        "labels",
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_labels_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", "label", name=op.f("pk_labels")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("after_message", sa.Integer(), server_default="0", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_notes_conversation_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_notes_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_conversation_id"), ["conversation_id"], unique=False)

    op.create_table(
        "presence",
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.Column("room", sa.Integer(), server_default="6", nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("offered_at", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_presence_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_presence")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=True),
        sa.Column("seller_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), server_default="question", nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("reminded_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("answered_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("published", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_questions_conversation_id")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_questions_customer_id")),
        sa.ForeignKeyConstraint(["seller_id"], ["sellers.id"], name=op.f("fk_questions_seller_id")),
        sa.ForeignKeyConstraint(["sku"], ["products.sku"], name=op.f("fk_questions_sku")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index("ix_questions_seller_id_status", ["seller_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_sku"), ["sku"], unique=False)

    op.create_table(
        "read_marks",
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_read_marks_conversation_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_read_marks_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "conversation_id", name=op.f("pk_read_marks")),
    )
    op.create_table(
        "second_factors",
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("confirmed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("last_used", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_second_factors_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "flags",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=True),
        sa.Column("seller_id", sa.String(length=80), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("settled_by", sa.String(length=40), server_default="", nullable=False),
        sa.Column("outcome", sa.String(length=20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_flags_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
    )
    op.create_table(
        "relayed",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("sender", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_relayed_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relayed")),
    )
    with op.batch_alter_table("relayed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relayed_question_id"), ["question_id"], unique=False)

    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agent_id", sa.String(length=40), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_conversations_agent_id"), ["agent_id"], unique=False)

    op.bulk_insert(
        sa.table("canned_answers", sa.column("shortcut"), sa.column("title"), sa.column("text")),
        [
            {"shortcut": shortcut, "title": title, "text": words}
            for shortcut, title, words in (
                (
                    "hello",
                    "Greeting",
                    "Namaste {name}, this is {agent} from {shop}. I have read your messages.",
                ),
                ("check", "Looking into it", "Give me two minutes, I am looking into it now."),
                (
                    "stock",
                    "Out of stock",
                    "It is sold out just now. I can tell you when it is back, or suggest one.",
                ),
                ("bye", "Closing words", "Glad that is settled. Write here any time, {name}."),
            )
        ],
    )


def downgrade() -> None:
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversations_agent_id"))
        batch_op.drop_column("agent_id")

    with op.batch_alter_table("relayed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relayed_question_id"))

    op.drop_table("relayed")
    op.drop_table("flags")
    op.drop_table("second_factors")
    op.drop_table("read_marks")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_sku"))
        batch_op.drop_index("ix_questions_seller_id_status")
        batch_op.drop_index(batch_op.f("ix_questions_customer_id"))
        batch_op.drop_index(batch_op.f("ix_questions_conversation_id"))

    op.drop_table("questions")
    op.drop_table("presence")
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notes_conversation_id"))

    op.drop_table("notes")
    op.drop_table("labels")
    with op.batch_alter_table("desk_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_files_waiting_since"))

    op.drop_table("desk_files")
    with op.batch_alter_table("csat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_csat_conversation_id"))

    op.drop_table("csat")
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_failures_who_at")

    op.drop_table("sign_in_failures")
    op.drop_table("canned_answers")
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_log_conversation_id"))

    op.drop_table("audit_log")
