"""`python -m portal`: the commands of the portal."""

import sys

from flask.cli import FlaskGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.app import create_app
from portal.content.reading import ContentError
from portal.settings import WrongSetting
from portal.web.assets import AssetsMissing


def main() -> None:
    """Run a command; what cannot be is said in one sentence, without a traceback."""
    commands = FlaskGroup(
        create_app=lambda: create_app(), add_default_commands=False, add_version_option=False, load_dotenv=False,
        help="Opgangen: et sted på nettet, som er let at læse.",
    )  # fmt: skip
    try:
        commands.main(prog_name="portal")
    except (WrongSetting, ContentError, AssetsMissing) as fault:
        sys.exit(str(fault))
    except (OperationalError, ProgrammingError):
        sys.exit("The database cannot be used: look at PORTAL_DATABASE_URL, and run `portal migrate`.")


if __name__ == "__main__":
    main()
