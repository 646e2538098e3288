"""What can be chosen about reading, and that calm colours can still be read."""

import re
from itertools import product
from pathlib import Path

import pytest

from portal.people.preferences.rules import RATES, TOPICS, Preferences, Speed, TextSize, Voice, topics_for

STATIC = Path(__file__).parents[2] / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text("utf-8")
PLACES = ("aftaler", "hvem", "mad", "moede", "aktiviteter", "hjaelp")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TEXT, EDGE = 7.0, 3.0  # the least contrast


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_each_topic_offers_every_answer_once_and_at_most_five(topic):
    kinds = {"text_size": TextSize, "voice": Voice, "speed": Speed}
    values = [option.value for option in topic.options]
    assert sorted(values, key=str) == sorted(kinds.get(topic.field, (True, False)), key=str)
    assert len({option.key for option in topic.options}) == len(values) <= 5


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_one_answer_holds_also_for_whoever_has_chosen_nothing(topic):
    assert topic.chosen(Preferences()) in topic.options


def test_an_answer_that_is_not_offered_is_none():
    assert TOPICS[0].option("kæmpe") is None and TOPICS[0].option(None) is None


def test_staff_write_with_pictures_so_theirs_stay():
    assert {topic.field for topic in TOPICS} - {topic.field for topic in topics_for(is_staff=True)} == {"pictures"}
    assert topics_for(is_staff=False) == TOPICS


def test_each_speed_is_a_step_of_the_buttons_on_the_page():
    steps = re.search(r"SPEEDS = \[(.*?)\]", (STATIC / "js" / "read-aloud.js").read_text("utf-8"))[1]
    assert set(RATES.values()) <= {float(step) for step in steps.split(",")}
    assert RATES[Speed.SLOW] < Preferences().rate == 1 < RATES[Speed.FAST]


# --- colours -------------------------------------------------------------------------------------------------


def declared(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", css))


def block(start: str, css: str = TOKENS) -> dict[str, str]:
    """The tokens of the first rule that begins so."""
    return declared(re.search(re.escape(start) + r"[^{]*\{([^}]*)\}", css)[1])


def colours(*, calm: bool, dark: bool) -> dict[str, str]:
    found = block(":root")
    if dark:
        found |= block("@media (prefers-color-scheme: dark) {\n  :root")
    if calm:
        found |= block("@media screen {\n  [data-calm]")
    if calm and dark:
        found |= block("@media screen and (prefers-color-scheme: dark) {\n  [data-calm]")
    return found


def colour(name: str, tokens: dict[str, str]) -> str:
    value = tokens[name]
    pointed = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return colour(pointed[1], tokens) if pointed else value


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(value: str) -> float:
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PAIRS = [
    *((text, on, TEXT) for text, on in product(("ink", "soft", "link"), ("paper", "card", "quiet"))),
    *(("ink", f"{place}-paper", TEXT) for place in PLACES),
    *((f"on-{day}", day, TEXT) for day in DAYS),
    *((on, under, TEXT) for on, under in (("on-yes", "yes"), ("on-bar", "bar"), ("on-mark", "mark"))),
    ("on-mark", "mark-word", TEXT),
    ("ink", "error-paper", TEXT),
    *((place, f"{place}-paper", EDGE) for place in PLACES),
    *((place, "paper", EDGE) for place in PLACES),
    *(("error", on, EDGE) for on in ("paper", "card", "error-paper")),
    *(("yes-edge", on, EDGE) for on in ("paper", "card")),
    *(("rule", on, EDGE) for on in ("paper", "card")),
    ("plate-ink", "plate", TEXT),
]


@pytest.mark.parametrize(("calm", "dark"), [(False, False), (False, True), (True, False), (True, True)])
def test_words_and_edges_stand_out_in_every_set_of_colours(calm, dark):
    tokens = colours(calm=calm, dark=dark)
    faint = {
        (one, other): round(contrast(colour(one, tokens), colour(other, tokens)), 2)
        for one, other, least in PAIRS
        if contrast(colour(one, tokens), colour(other, tokens)) < least
    }
    assert faint == {}


def saturation(value: str) -> float:
    parts = [int(value[at : at + 2], 16) for at in (1, 3, 5)]
    return (max(parts) - min(parts)) / 255


@pytest.mark.parametrize("dark", [False, True])
def test_calm_colours_fill_nothing_and_are_quieter_at_the_edges(dark):
    usual, calm = colours(calm=False, dark=dark), colours(calm=True, dark=dark)
    for place in PLACES:
        assert colour(f"{place}-paper", calm) == colour("card", calm)
        assert saturation(colour(place, calm)) < saturation(colour(place, usual))
    assert all(saturation(colour(fill, calm)) < 0.06 for fill in (*DAYS, "yes", "card", "paper", "bar"))
