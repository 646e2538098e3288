"""What is new in the catalogue, as RSS 2.0: activities that are written or changed, and days that are otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities.models import Activity, ActivityChange, ActivityRule
from portal.activities.recurrence import Occurrence, occurrences
from portal.activities.rules import Standing
from portal.feeds.activities_words import CANCELLED, MOVED, news_of

MOST = 50
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Item:
    """Something new. `key` names it for ever."""

    key: str
    code: str
    title: str
    says: str
    at: datetime


def news(session: Session, today: date) -> list[Item]:
    """The newest things, newest first."""
    wanted = {"most": MOST, "today": today}
    found = [
        Item(
            f"{row.code}-{row.changed_at:%Y%m%dT%H%M%S}", row.code, row.title,
            " ".join(str(sentence) for sentence, _picture in row.lines), row.changed_at,
        )
        for row in session.execute(_CHANGED, wanted)
    ]  # fmt: skip
    for rule, change, code, title in session.execute(_OTHERWISE, wanted):
        begin, end = today, (change.on or change.day) + timedelta(days=1)
        # One rule and one change are reckoned without red days: one that falls on such a day is not there anyway.
        for each in occurrences([rule.rule], [change.change], red=(), begin=begin, end=end):
            if each.day == change.day:
                found.append(_otherwise(each, code, title, change.made_at, today))
    return sorted(found, key=lambda item: (item.at, item.key), reverse=True)[:MOST]


def rss(items: Iterable[Item], *, name: str, address: str) -> bytes:
    """The feed. `address` begins every link and is the feed's own site."""
    root = Xml.Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = Xml.SubElement(root, "channel")
    _add(channel, "title", name)
    _add(channel, "link", f"{address}/aktiviteter")
    _add(channel, "description", "Nye aktiviteter, og dage, der er aflyst eller flyttet.")
    _add(channel, "language", "da")
    Xml.SubElement(
        channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": f"{address}/aktiviteter.rss"}
    )  # fmt: skip
    for item in items:
        made = Xml.SubElement(channel, "item")
        _add(made, "title", item.title)
        _add(made, "link", f"{address}/aktiviteter/{item.code}")
        _add(made, "description", item.says)
        Xml.SubElement(made, "guid", {"isPermaLink": "false"}).text = item.key
        _add(made, "pubDate", format_datetime(item.at))
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _otherwise(each: Occurrence, code: str, title: str, made_at: datetime, today: date) -> Item:
    word = CANCELLED if each.is_cancelled else MOVED
    key = f"{code}-{each.rule_id}-{each.day:%Y%m%d}-{made_at:%Y%m%dT%H%M%S}"
    return Item(key, code, f"{word}: {title}", news_of(each, today), made_at)


def _add(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = text


_most, _today = sa.bindparam("most"), sa.bindparam("today")
_CHANGED = (
    sa.select(Activity.code, Activity.title, Activity.lines, Activity.changed_at)
    .where(Activity.standing == Standing.PUBLISHED)
    .order_by(Activity.changed_at.desc(), Activity.id.desc())
    .limit(_most)
)
_OTHERWISE = (
    sa.select(ActivityRule, ActivityChange, Activity.code, Activity.title)
    .join(ActivityChange, ActivityChange.rule_id == ActivityRule.id)
    .join(Activity, Activity.id == ActivityRule.activity_id)
    .where(
        Activity.standing == Standing.PUBLISHED,
        sa.or_(ActivityChange.day >= _today, ActivityChange.on >= _today),
    )
    .order_by(ActivityChange.made_at.desc(), ActivityChange.rule_id, ActivityChange.day)
    .limit(_most)
)
