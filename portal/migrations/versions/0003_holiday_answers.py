"""how often and when a holiday answer was said, and the way from a place to those moved to it."""

import sqlalchemy as sa
from alembic import op

import portal.db

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    with op.batch_alter_table('holiday_answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('times', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('said_at', portal.db.Moment(), nullable=True))

    with op.batch_alter_table('place_change', schema=None) as batch_op:
        batch_op.create_index('ix_place_change_moved_to_id', ['moved_to_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('place_change', schema=None) as batch_op:
        batch_op.drop_index('ix_place_change_moved_to_id')

    with op.batch_alter_table('holiday_answer', schema=None) as batch_op:
        batch_op.drop_column('said_at')
        batch_op.drop_column('times')
