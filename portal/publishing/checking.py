"""A manuscript looked at as the editor shows it: what is hard beside each line, and the figures about the whole."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from portal.easyread import thresholds
from portal.easyread.lexicon import lemma
from portal.easyread.report import HEADING, PAGE, Audience, Finding, Report, Severity, check
from portal.publishing.kinds import Fault
from portal.publishing.rules import Document

HARD_WORDS = frozenset({"R05", "R06", "R07", "R27", "R28"})
MAY_BE_EXPLAINED = frozenset({"R05", "R06", "R07", "R27", "R33"})  # the dictionary can learn these words
TOO_LONG = frozenset({"R01", "R22", "R23", "R26", "R39"})  # what cutting a sentence in two may help
ONE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MOST_CHOICES = 3  # better words to choose from, for one stretch


@dataclass(frozen=True, slots=True)
class Remark:
    """What is hard in one stretch of a line. `words` is "" when it is all of the line."""

    level: str  # "error" or "warning"
    words: str
    reasons: tuple[str, ...]
    start: int = 0
    end: int = 0
    better: tuple[str, ...] = ()
    explain: str = ""  # the word that can be put in the dictionary
    is_long: bool = False  # cutting the line in two may help; said once on a line

    @property
    def says(self) -> tuple[str, ...]:
        """The reasons as they stand after the words: `"jf." er en forkortelse` needs no second `"jf."`."""
        first, *more = self.reasons
        return first.removeprefix(f'"{self.words}" '), *more


@dataclass(frozen=True, slots=True)
class Meters:
    """Figures about the whole."""

    lix: int | None  # `None` for a text too short to have one
    most_lix: int
    longest: int  # words
    most_words: int
    hard_words: int
    with_words: int  # lines
    with_sound: int  # lines that the voice can say
    without_picture: int  # lines with words


@dataclass(frozen=True, slots=True)
class Look:
    """All that the editor says about a manuscript. `lines` has the remarks of a line by its name, "" the title's."""

    lines: Mapping[str, Sequence[Remark]]
    page: Sequence[Remark]
    meters: Meters
    language_errors: int
    faults: Sequence[Fault]

    @property
    def in_the_way(self) -> int:
        """How much must be mended, or have a reason, before this is published."""
        return self.language_errors + len(self.faults)

    @property
    def first_in_the_way(self) -> str:
        """The name of the first line with an error, "" the title."""
        return next((line for line, remarks in self.lines.items() if any(_is_error(each) for each in remarks)), "")

    def remarks(self, line_id: str) -> Sequence[Remark]:
        return self.lines.get(line_id, ())


@dataclass(slots=True)
class _Sorted:
    """A report's findings by the line they are about."""

    lines: dict[str, list[Finding]] = field(default_factory=dict)
    page: list[Finding] = field(default_factory=list)


def look(
    document: Document, audience: Audience, faults: Sequence[Fault], *, names: Collection[str], known: Collection[str]
) -> Look:
    """Read a manuscript: `names` are people and places, `known` the words this house has explained."""
    sentences = [line.sentence for line in document.lines]
    report = check(sentences, audience, heading=document.title or None, names=names, known=known)
    found = _by_line(report, document)
    lines = {
        name: (*(Remark("error", "", (fault.sentence,)) for fault in faults if fault.line == name), *_remarks(findings))
        for name, findings in found.lines.items()
    }
    return Look(
        lines=lines,
        page=_remarks(found.page),
        meters=_meters(report, document, audience),
        language_errors=len(report.errors),
        faults=faults,
    )


def _by_line(report: Report, document: Document) -> _Sorted:
    found = _Sorted({"": [], **{line.id: [] for line in document.lines}})
    for finding in report.findings:
        if finding.line == PAGE:
            found.page.append(finding)
        else:
            name = "" if finding.line == HEADING else document.lines[finding.line].id
            found.lines[name].append(finding)
    return found


def _remarks(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """The findings of a line, those about the same stretch together, what must be changed first."""
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.end))
    together = [_remark(list(each)) for _, each in groupby(ordered, lambda finding: (finding.start, finding.end))]
    remarks = sorted(together, key=lambda remark: not _is_error(remark))
    first_long = next((remark for remark in remarks if remark.is_long), None)
    return tuple(replace(remark, is_long=remark is first_long) for remark in remarks)


def _remark(findings: Sequence[Finding]) -> Remark:
    """One remark of all that is said about a stretch. The gravest reasons speak; better words are offered once."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    first, rules = findings[0], {finding.rule for finding in findings}
    is_stretch = not rules <= TOO_LONG and first.end > first.start
    choices = dict.fromkeys(words for finding in findings for words in finding.better)
    return Remark(
        level="error" if errors else "warning",
        words=first.words if is_stretch else "",
        reasons=tuple(dict.fromkeys(finding.reason for finding in errors or findings)),
        start=first.start,
        end=first.end,
        better=tuple(choices)[:MOST_CHOICES],
        explain=_dictionary_form(first.words) if rules & MAY_BE_EXPLAINED else "",
        is_long=bool(rules & TOO_LONG),
    )


def _dictionary_form(words: str) -> str:
    return lemma(words.lower()) if ONE_WORD.fullmatch(words) else ""


def _meters(report: Report, document: Document, audience: Audience) -> Meters:
    column = 0 if audience is Audience.RESIDENT else 1
    most_lix, most_words = (thresholds.LIMITS[row][column].error for row in ("R03", "R01"))
    hard = {(each.line, each.start) for each in report.findings if each.rule in HARD_WORDS}
    said = [line for line in document.lines if line.sentence]
    return Meters(
        lix=round(report.lix) if report.words >= thresholds.FEW_WORDS else None,
        most_lix=int(most_lix or 0),
        longest=report.longest_sentence,
        most_words=int(most_words or 0),
        hard_words=len(hard),
        with_words=len(said),
        with_sound=sum(any(map(str.isalnum, line.sentence)) for line in said),
        without_picture=sum(not line.picture for line in said),
    )


def _is_error(remark: Remark) -> bool:
    return remark.level == "error"
