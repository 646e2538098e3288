"""Are our own words easy to read? All content and every sentence of the interface, held to the rules R01–R40."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from portal.content.activities import Catalogue, read_catalogue
from portal.content.agreement_templates import TemplatePoint, read_agreement_templates
from portal.content.demo import read_demo
from portal.content.demo_meetings import DemoMeetings
from portal.content.help_pages import read_help_topics
from portal.content.sites import read_sites
from portal.content.survey_templates import read_survey_templates
from portal.easyread.report import HEADING, PAGE, Audience, Finding, Severity, check
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from portal.web.messages import Message, messages

FOR_STAFF = re.compile(
    r"templates/(?:staff|publishing)/|portal/publishing/|components/staff\.html|/staff\.py|/stil\.html|portal/desk/"
    r"|agreements/(?:actions|manuscript|replying|desk_\w+)\.py"
    r"|meals/(?:kitchen|planning|menu|paper|season|shopping)\w*\.py|templates/meals/staff/"
    r"|meetings/(?:staff|planning|agenda|minutes|mode|desk|\w+_staff|\w+_kind)\w*\.py|templates/meetings/staff/"
    r"|activities/(?:staff|desk_\w+|activity_kind|keeping|asking|actions)\.py|templates/activities/staff/"
    r"|people/(?:newcomers|profiles)\.py|components/preview\.html"
)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SAMPLES = {
    "name": "Maja",
    "names": "Anne, Bo",
    "day": "mandag den 23. november",
    "time": "klokken 16.30",
    "title": "Ro i opgangen",
    "number": "2",
    "phone": "12 34 56 78",
    "site": "Opgangen",
    "all": "4",
    "word": "Spindehuset",
    "resident": "Maja",
    "staff": "Anne",
    "relative": "Karin",
    "seconds": "60",
    "page": "1",
    "pages": "2",
    "place": "Ågården 29",
    "where": "i klubben",
    "when": "i morgen klokken 12",
    "weekday": "torsdag",
    "starts": "klokken 12",
    "ends": "13",
    "num": "2",
    "address": "opgangen.dk",
    "food": "mælk",
    "guest": "Sara",
}
PLACES = ("Ishøj", "Ågården", "Opgangen")


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences that are read together: the file, who reads it, and each sentence with the line it stands on."""

    file: str
    audience: Audience
    sentences: tuple[tuple[int, str], ...]
    heading: tuple[int, str] | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hard:
    """Something hard to read, and where it stands."""

    file: str
    line: int
    finding: Finding

    @property
    def is_error(self) -> bool:
        return self.finding.severity is Severity.ERROR

    def __str__(self) -> str:
        found = self.finding
        kind = "" if self.is_error else "warning "
        words = f" {found.words}" if found.words else ""
        better = f" ({', '.join(found.better)})" if found.better else ""
        return f"{self.file}:{self.line}: {kind}{found.rule}{words} – {found.reason}{better}"


def all_texts(content: Path = ROOT / "content") -> Iterator[Text]:
    """Every text of ours. Raises `ContentError` when the content cannot be read."""
    keys = picture_keys()
    yield from _sites(content)
    for kind, template in read_agreement_templates(content / "agreements", keys).items():
        lines = [template.about.sentence, *_sentences(template.points)]
        yield _text(content / "agreements" / f"{kind}.toml", lines, template.title)
    for topic in read_help_topics(content / "help", keys):
        yield _text(content / "help" / f"{topic.key}.toml", [line.sentence for line in topic.lines], topic.title)
    for kind, survey in read_survey_templates(content / "surveys", keys).items():
        lines = [line.sentence for line in (survey.about, *survey.questions)]
        yield _text(content / "surveys" / f"{kind}.toml", lines, survey.title)
    demo = read_demo(content / "demo", keys)
    for menu in demo.kitchen.menus:
        yield _text(content / "demo" / "dinners.toml", [line.sentence for line in menu.lines], menu.title)
    for idea in demo.meetings.ideas:
        if idea.title:
            yield _text(content / "demo" / "meetings.toml", [line.sentence for line in idea.lines], idea.title)
    yield _text(content / "demo" / "meetings.toml", _said_at_meetings(demo.meetings))
    for agreement in demo.agreements:
        for version in agreement.versions:
            yield _text(content / "demo" / "agreements.toml", _sentences(version.points), agreement.title)
    yield from _catalogue(content / "activities", read_catalogue(content / "activities", keys))
    yield from interface_texts(messages())


def interface_texts(found: Iterable[Message]) -> Iterator[Text]:
    """The interface's sentences, file by file: a template is one page, in code each sentence stands alone."""
    for file, each in groupby(found, lambda message: message.file):
        audience = Audience.CATALOGUE if FOR_STAFF.search(file) else Audience.RESIDENT
        said = tuple((message.line, with_samples(message.sentence)) for message in each)
        if file.endswith(".html"):
            yield Text(file, audience, said)
        else:
            yield from (Text(file, audience, (sentence,)) for sentence in said)


def hard_places(text: Text) -> list[Hard]:
    """What is hard to read in a text, in reading order."""
    heading = text.heading[1] if text.heading else None
    names = (*PLACES, *SAMPLES.values(), *text.names)
    report = check([sentence for _, sentence in text.sentences], text.audience, heading=heading, names=names)
    return [Hard(text.file, _line_of(finding, text), finding) for finding in report.findings]


def text_in(file: Path, audience: Audience, *, in_paragraphs: bool) -> Text:
    """Any text file, each line for itself; or joined until an empty line, as in a document with broken lines."""
    lines = [(number, row.strip()) for number, row in enumerate(file.read_text("utf-8").splitlines(), start=1)]
    blocks = [list(block) for is_text, block in groupby(lines, lambda line: bool(line[1])) if is_text]
    pieces = [[line] for block in blocks for line in block] if not in_paragraphs else blocks
    return Text(str(file), audience, tuple((piece[0][0], " ".join(row for _, row in piece)) for piece in pieces))


def summary(texts: Iterable[Text], found: Iterable[Hard]) -> str:
    """How many pieces were read, how many of them are questioned, and by which rules, the most frequent first."""
    found = [hard for hard in found if hard.finding.line not in (PAGE, HEADING)]
    questioned = {(hard.file, hard.line) for hard in found}
    wrong = {(hard.file, hard.line) for hard in found if hard.is_error}
    rules = Counter(hard.finding.rule for hard in found).most_common()
    pieces = sum(len(text.sentences) for text in texts)
    by_rule = ", ".join(f"{rule} {count}" for rule, count in rules)
    return f"{pieces} pieces: {len(questioned)} questioned, {len(wrong)} of them with errors. {by_rule}".strip()


def with_samples(sentence: str) -> str:
    """The sentence with a likely word in each gap. Raises `ValueError` for a gap that nobody gave a word."""
    missing = set(PLACEHOLDER.findall(sentence)) - SAMPLES.keys()
    if missing:
        raise ValueError(
            f'"{sentence}": give {", ".join(sorted(missing))} a likely word in portal/checking.py, SAMPLES.'
        )
    return PLACEHOLDER.sub(lambda gap: SAMPLES[gap[1]], sentence)


def _sites(content: Path) -> Iterator[Text]:
    for site in read_sites(content / "sites").every:
        yield _text(content / "sites" / f"{site.key}.toml", [site.phone_label])


def _catalogue(folder: Path, catalogue: Catalogue) -> Iterator[Text]:
    """Every entry as a page of its own, and every place. The usual text beside an entry is not held to the rules."""
    names = [each.name for each in (*catalogue.organisers, *catalogue.venues)]
    names += [venue.area for venue in catalogue.venues]
    for venue in catalogue.venues:
        said = [sentence for sentence in (venue.landmark, *(line.sentence for line in venue.ways)) if sentence]
        yield _for_the_catalogue(_text(folder / "venues.toml", said), names)
    for interest in catalogue.interests:
        for each in interest.activities:
            also = (each.price_note, each.funding, *(change.because for change in each.changes))
            said = [line.sentence for line in each.lines] + [sentence for sentence in also if sentence]
            yield _for_the_catalogue(_text(folder / f"{interest.key}.toml", said, each.title), names)


def _for_the_catalogue(text: Text, names: Iterable[str]) -> Text:
    return replace(text, audience=Audience.CATALOGUE, names=tuple(names))


def _said_at_meetings(meetings: DemoMeetings) -> list[str]:
    decided = [each.decided for each in meetings.ideas if each.decided]
    reasons = [step.reason for each in meetings.ideas for step in each.steps]
    said = [each.said for each in decided] + [each.reason for each in decided] + reasons
    return [sentence for sentence in (*said, *(item.sentence for item in meetings.agenda)) if sentence]


def _sentences(points: Iterable[TemplatePoint]) -> list[str]:
    return [line.sentence for point in points for line in point.lines]


def _text(path: Path, sentences: Iterable[str], heading: str | None = None) -> Text:
    """A content file's sentences for residents, each with the line where it first stands."""
    rows = path.read_text("utf-8").splitlines()

    def placed(sentence: str) -> tuple[int, str]:
        quoted = f'"{sentence}"'
        return next((number for number, row in enumerate(rows, start=1) if quoted in row), 1), sentence

    file = str(path.relative_to(path.parents[2]))
    return Text(file, Audience.RESIDENT, tuple(map(placed, sentences)), placed(heading) if heading else None)


def _line_of(finding: Finding, text: Text) -> int:
    if finding.line == HEADING and text.heading:
        return text.heading[0]
    return 1 if finding.line == PAGE else text.sentences[finding.line][0]
