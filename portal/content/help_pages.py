"""What to do now, step by step: a file for each topic in content/help, whose name is the topic's key."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from portal.content.lines import TemplateLine
from portal.content.reading import complain, read_document, toml_files

MOST_STEPS = 5  # one page, one thing, at most five choices
CALLS = ("house", "112")


@dataclass(frozen=True)
class HelpTopic:
    """One answer to "hvad gør jeg nu?".

    `place` is its place in the list of topics, from 1; `call` is whom the page offers to ring: the phone of
    the site ("house") or "112"; `lines` are the steps in order.
    """

    key: str
    title: str
    picture: str
    place: int
    call: str
    lines: tuple[TemplateLine, ...]


def read_help_topics(folder: Path, picture_keys: Collection[str]) -> tuple[HelpTopic, ...]:
    """The topics in the order of their places. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    choices = {"picture": picture_keys, "call": CALLS}
    documents = [read_document(path, HelpTopic, faults, choices, key=path.stem) for path in toml_files(folder, faults)]
    topics = sorted((topic for topic in documents if topic), key=lambda topic: topic.place)
    faults += [
        f"{folder.name}/{topic.key}.toml: lines has {len(topic.lines)} steps; write 1 to {MOST_STEPS}."
        for topic in topics
        if not 1 <= len(topic.lines) <= MOST_STEPS
    ]
    faults += [
        f"{folder.name}/{topic.key}.toml: place {topic.place} is taken by {before.key}; choose another."
        for before, topic in zip(topics, topics[1:], strict=False)
        if before.place == topic.place
    ]
    complain(faults)
    return tuple(topics)
