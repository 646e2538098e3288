"""Bringing a database up to date with Alembic, safely on both databases."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

SEARCH = "activity_search"  # full text differs between the databases: no model says it, its migration does
SCRIPTS = Path(__file__).parent / "migrations"


def config(engine: Engine) -> Config:
    """Alembic's configuration for an engine; there is no ini file."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine, to: str = "head") -> None:
    command.upgrade(config(engine), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    command.downgrade(config(engine), to)


def is_up_to_date(engine: Engine) -> bool:
    """Whether the database is at the newest migration."""
    head = ScriptDirectory.from_config(config(engine)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def differences(engine: Engine, metadata: sa.MetaData) -> list[object]:
    """What the models say and the database does not, or the other way round."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_modelled})
        return list(compare_metadata(context, metadata))


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table of the database is one that a model ought to say: FTS5 keeps an index in tables of its own."""
    return not (kind == "table" and name is not None and name.startswith(SEARCH))
