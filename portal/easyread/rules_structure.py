"""Rules about what stands around the lines, which the page's forms and templates ask for by name: R38 and R40."""

import re
from collections.abc import Mapping

from portal.easyread.finding import PAGE, Audience, Finding, Place
from portal.easyread.line import clean
from portal.easyread.thresholds import DIGITS_IN_A_PHONE_NUMBER, REQUIRED_BLOCKS, judge

SAYS_NOTHING = frozenset(
    {"her", "klik her", "tryk her", "læs mere", "læs mere her", "se mere", "se her", "mere", "link", "klik"}
)


def check_link_text(text: str) -> list[Finding]:
    """R38: a link says where it goes when it is read alone."""
    bare = re.sub(r"[^\w\s]", "", clean(text)).strip().casefold()
    place = Place(0, 0, len(text), text)
    reason = "Linket siger ikke, hvor det fører hen. Skriv det."
    return list(judge("R38", Audience.RESIDENT, bare in SAYS_NOTHING or not bare, place, reason))


def check_required_blocks(fields: Mapping[str, str]) -> list[Finding]:
    """R40: a decision says what, why, what now, how to complain, by which date, and whom to ring.

    The fields are named as in `thresholds.REQUIRED_BLOCKS`. The date must hold a number, the telephone eight digits.
    """
    return [
        finding
        for name in REQUIRED_BLOCKS
        for finding in judge(
            "R40",
            Audience.RESIDENT,
            not _is_filled(name, fields.get(name, "")),
            Place(PAGE, 0, 0, name),
            f'Svaret mangler "{name}". Skriv det.',
        )
    ]


def _is_filled(name: str, text: str) -> bool:
    digits = len(re.findall(r"\d", text))
    if name == "telefon":
        return digits >= DIGITS_IN_A_PHONE_NUMBER
    if name == "dato":
        return digits > 0
    return bool(clean(text))
