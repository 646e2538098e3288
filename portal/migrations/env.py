"""How Alembic meets our databases.

On SQLite a table is rebuilt by copying it; with foreign keys on, dropping the old one silently deletes every
row that points to it. So they are off outside the transaction, and checked before it is kept.
"""

import importlib
import pkgutil

import sqlalchemy as sa
from alembic import context
from sqlalchemy.engine import Connection, Engine

import portal
from portal.db import Base
from portal.migrating import is_modelled

engine: Engine = context.config.attributes["engine"]
for found in pkgutil.walk_packages(portal.__path__, "portal."):
    if found.name.endswith("models"):
        importlib.import_module(found.name)
metadata = Base.metadata


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True,
        include_name=is_modelled,
    )  # fmt: skip
    with context.begin_transaction():
        context.run_migrations()


def migrate_sqlite() -> None:
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                migrate(connection)
                broken = connection.execute(sa.text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"the migration left rows that point nowhere: {broken[:5]}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


if engine.dialect.name == "sqlite":
    migrate_sqlite()
else:
    with engine.begin() as connection:
        migrate(connection)
