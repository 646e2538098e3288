"""What several migrations do to the access log, which lets nobody change it."""

import sqlalchemy as sa
from alembic import op


def log_kinds(*kinds: str) -> None:
    """Let the access log tell of these kinds, and no others."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("access_log") as batch_op:
        batch_op.drop_constraint(op.f("ck_access_log_logkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_access_log_logkind"), f"kind IN ({listed})")
    if op.get_bind().dialect.name == "sqlite":  # the table was made anew, and its triggers went with the old one
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER access_log_no_{change.lower()} BEFORE {change} ON access_log "
                "BEGIN SELECT RAISE(ABORT, 'the access log is never changed'); END"
            )


def forget_kind(kind: str) -> None:
    """Take out what an older portal cannot tell of. `log_kinds` must follow."""
    gone = sa.text("DELETE FROM access_log WHERE kind = :kind").bindparams(kind=kind)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER access_log_no_delete")
        op.execute(gone)
    else:
        op.execute("ALTER TABLE access_log DISABLE TRIGGER access_log_is_fixed")
        op.execute(gone)
        op.execute("ALTER TABLE access_log ENABLE TRIGGER access_log_is_fixed")
