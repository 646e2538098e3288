"""The letters relatives get: Danish, plain text, and no word of what there is to see."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.mail.actions import queue
from portal.refusal import N_

HELLO = N_("Hej %(name)s")
WANTS_TO_SHOW = N_("%(name)s vil vise dig noget på %(site)s.")
COME_IN = N_("Tryk på linket for at komme ind:")
YOUR_LINK = N_("Her er dit link til %(site)s.")
SUBJECT_OF_LINK = N_("Dit link til %(site)s")
FOR_A_WEEK = N_("Linket virker i 7 dage.")
FOR_AN_HOUR = N_("Linket virker i 1 time.")
ONCE = N_("Du kan bruge det 1 gang.")
ANOTHERS = N_("Er mailen til en anden?")
DELETE = N_("Så slet den.")
GREETING = N_("Venlig hilsen")


def invite(session: Session, *, to: str, name: str, resident: str, link: str, site: str, moment: datetime) -> None:
    """ "Maja vil vise dig noget på Opgangen."."""
    shows = WANTS_TO_SHOW % {"name": resident, "site": site}
    queue(session, to=to, subject=shows, body=_body(name, shows, link, FOR_A_WEEK, site), moment=moment)


def send_link(session: Session, *, to: str, name: str, link: str, site: str, moment: datetime) -> None:
    """A link somebody has asked for herself."""
    body = _body(name, YOUR_LINK % {"site": site}, link, FOR_AN_HOUR, site)
    queue(session, to=to, subject=SUBJECT_OF_LINK % {"site": site}, body=body, moment=moment)


def _body(name: str, says: str, link: str, lasts: str, site: str) -> str:
    parts = (
        HELLO % {"name": name},
        f"{says}\n{COME_IN}",
        link,
        f"{lasts}\n{ONCE}",
        f"{ANOTHERS}\n{DELETE}",
        f"{GREETING}\n{site}",
    )
    return "\n\n".join(parts) + "\n"
