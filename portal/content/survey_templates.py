"""Questions to all residents that staff can choose from: a file for each survey in content/surveys."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.content.lines import TemplateLine
from portal.content.reading import complain, read_document, toml_files

MOST_QUESTIONS = 5  # what one answers in one go


@dataclass(frozen=True)
class SurveyTemplate:
    """Questions about one thing, each answered with a face: glad, so-so or sad.

    `kind` is the name of its file, `place` its place in the list from 1, `about` says what it asks about.
    """

    kind: str
    title: str
    picture: str
    place: int
    about: TemplateLine
    questions: tuple[TemplateLine, ...]


def read_survey_templates(folder: Path, picture_keys: Collection[str]) -> Mapping[str, SurveyTemplate]:
    """The surveys by name, in the order of their places. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    choices = {"picture": picture_keys}
    documents = [
        read_document(path, SurveyTemplate, faults, choices, kind=path.stem) for path in toml_files(folder, faults)
    ]
    found = sorted((each for each in documents if each), key=lambda each: each.place)
    faults += [
        f"{folder.name}/{each.kind}.toml: questions has {len(each.questions)}; write 1 to {MOST_QUESTIONS}."
        for each in found
        if not 1 <= len(each.questions) <= MOST_QUESTIONS
    ]
    complain(faults)
    return {each.kind: each for each in found}
