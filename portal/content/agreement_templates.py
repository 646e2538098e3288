"""What an agreement of each kind starts as: a file in content/agreements, whose name is the kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.content.lines import TemplateLine
from portal.content.reading import complain, read_document

KINDS = (
    "nabo-og-stoej",
    "vedligehold",
    "lejekontrakt",
    "faelleslejlighed",
    "konflikter",
    "stoette",
    "egne",
)


@dataclass(frozen=True)
class TemplateQuestion:
    """A picture question with the answer the point gives, and a kind line that fits whatever was answered."""

    line: TemplateLine
    answer: bool
    explained: TemplateLine


@dataclass(frozen=True)
class TemplatePoint:
    """One thing agreed upon.

    `key` stays the same from version to version; `why` is shown under "Derfor", `goes_wrong` under "Hvis det
    går galt", `helper` says who helps.
    """

    key: str
    line: TemplateLine
    why: TemplateLine | None = None
    goes_wrong: TemplateLine | None = None
    helper: TemplateLine | None = None
    question: TemplateQuestion | None = None

    @property
    def lines(self) -> tuple[TemplateLine, ...]:
        """Every line of the point in reading order."""
        asked = (self.question.line, self.question.explained) if self.question else ()
        return tuple(line for line in (self.line, self.why, self.goes_wrong, self.helper, *asked) if line)


@dataclass(frozen=True)
class AgreementTemplate:
    """An agreement of one kind before anybody has made it their own; `about` says what it is about."""

    kind: str
    title: str
    picture: str
    about: TemplateLine
    points: tuple[TemplatePoint, ...]


def read_agreement_templates(folder: Path, picture_keys: Collection[str]) -> Mapping[str, AgreementTemplate]:
    """The template of every kind, in the order of `KINDS`. Raises `ContentError` with all faults."""
    faults = [
        f"{folder.name}/{path.name}: {path.stem} is not a kind of agreement; use one of {', '.join(KINDS)}."
        for path in sorted(folder.glob("*.toml"))
        if path.stem not in KINDS
    ]
    choices = {"picture": picture_keys}
    documents = [
        read_document(folder / f"{kind}.toml", AgreementTemplate, faults, choices, kind=kind) for kind in KINDS
    ]
    faults += [
        f"{folder.name}/{template.kind}.toml: points is empty; write at least one."
        for template in documents
        if template and not template.points
    ]
    complain(faults)
    return {template.kind: template for template in documents if template}
