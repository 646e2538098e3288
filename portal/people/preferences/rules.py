"""What can be chosen about reading, and what it means. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from portal.refusal import N_


class TextSize(StrEnum):
    """How large all type is. How much that is stands in `tokens.css`."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Voice(StrEnum):
    """Who reads aloud. The device's own voice is used only when it speaks without the network."""

    HOUSE = "house"
    LIGHT = "house-light"
    DEVICE = "device"


class Speed(StrEnum):
    """How fast the voice begins; on the page it can be changed for this visit."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


RATES = {Speed.SLOW: 0.85, Speed.NORMAL: 1.0, Speed.FAST: 1.15}
"""Playback rates; each is also a step of "Langsommere" and "Hurtigere" (read-aloud.js)."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one person reads; without choices, as the house reads."""

    text_size: TextSize = TextSize.NORMAL
    calm: bool = False
    pictures: bool = True
    voice: Voice = Voice.HOUSE
    speed: Speed = Speed.NORMAL

    @property
    def rate(self) -> float:
        return RATES[self.speed]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: a button."""

    key: str
    value: TextSize | Voice | Speed | bool
    label: str
    picture: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to choose: a page at `/mig/<key>`. `field` is its name in `Preferences`."""

    key: str
    field: str
    label: str
    question: str
    picture: str
    options: tuple[Option, ...]

    def option(self, key: str | None) -> Option | None:
        return next((option for option in self.options if option.key == key), None)

    def chosen(self, preferences: Preferences) -> Option:
        """The answer that holds now."""
        value = getattr(preferences, self.field)
        return next(option for option in self.options if option.value == value)


TOPICS = (
    Topic(
        "tekst", "text_size", N_("Teksten"), N_("Hvor stor skal teksten være?"), "read",
        (
            Option("normal", TextSize.NORMAL, N_("Almindelig tekst"), "read"),
            Option("stor", TextSize.LARGE, N_("Stor tekst"), "glasses"),
            Option("stoerst", TextSize.LARGEST, N_("Meget stor tekst"), "search"),
        ),
    ),
    Topic(
        "farver", "calm", N_("Farverne"), N_("Hvilke farver vil du se?"), "paint",
        (
            Option("klare", False, N_("Klare farver"), "paint"),
            Option("rolige", True, N_("Rolige farver"), "night"),
        ),
    ),
    Topic(
        "billeder", "pictures", N_("Billederne"), N_("Vil du se billeder?"), "camera",
        (
            Option("ja", True, N_("Ja, vis billeder"), "camera"),
            Option("nej", False, N_("Nej, vis kun ord"), "no_photo"),
        ),
    ),
    Topic(
        "stemme", "voice", N_("Stemmen"), N_("Hvilken stemme skal læse op?"), "listen_aloud",
        (
            Option("moerk", Voice.HOUSE, N_("En mørk stemme"), "speech"),
            Option("lys", Voice.LIGHT, N_("En lys stemme"), "sing"),
            Option("telefonen", Voice.DEVICE, N_("Telefonens egen stemme"), "mobile"),
        ),
    ),
    Topic(
        "fart", "speed", N_("Farten"), N_("Hvor hurtigt skal stemmen tale?"), "clock",
        (
            Option("langsomt", Speed.SLOW, N_("Langsomt"), "slower"),
            Option("almindeligt", Speed.NORMAL, N_("Almindeligt"), "play"),
            Option("hurtigt", Speed.FAST, N_("Hurtigt"), "faster"),
        ),
    ),
)  # fmt: skip


def topics_for(*, is_staff: bool) -> tuple[Topic, ...]:
    """What somebody can choose. Staff write with pictures, so theirs always stay."""
    return tuple(topic for topic in TOPICS if topic.field != "pictures" or not is_staff)
