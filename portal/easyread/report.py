"""Check a page of lines against the rules, and say what is hard."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portal.easyread import rules_format, rules_page, rules_sentence, rules_words
from portal.easyread.finding import HEADING, PAGE, Audience, Finding, Severity
from portal.easyread.page import Page
from portal.easyread.replacing import in_place
from portal.easyread.rules_structure import check_link_text, check_required_blocks

__all__ = [
    "HEADING",
    "PAGE",
    "Audience",
    "Finding",
    "Report",
    "Severity",
    "check",
    "check_link_text",
    "check_required_blocks",
]

SENTENCE_RULES = (*rules_sentence.RULES, *rules_words.RULES, *rules_format.RULES)
PAGE_RULES = rules_page.RULES


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules say about a page: first its heading, then the page as a whole, then its lines in order."""

    findings: tuple[Finding, ...]
    lix: float
    mean_sentence_length: float  # words
    longest_sentence: int  # words
    long_words_percent: float  # words with more than six letters
    words: int
    sentences: int

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be changed, or have a reason."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What deserves a second look."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)


def check(
    lines: Sequence[str],
    audience: Audience,
    *,
    heading: str | None = None,
    names: Collection[str] = (),
    known: Collection[str] = (),
) -> Report:
    """Read one page. Each item is a line as it stands in the editor.

    `names` are people and places, `known` words that this house has explained: in all their forms, the rules about
    hard words leave them alone. A finding's better words fit where the hard ones stand. Any text at all is answered.
    Raises `speller.DictionaryMissing` when the install is not done.
    """
    page = Page.of(lines, heading, names, known)
    found = [
        finding
        for sentence in (*page.heading_sentences, *page.sentences)
        for rule in SENTENCE_RULES
        for finding in rule(sentence, audience)
    ]
    found += [finding for rule in PAGE_RULES for finding in rule(page, audience)]
    measures = rules_page.measures_of(page.sentences)
    return Report(
        findings=tuple(
            sorted(
                (in_place(finding, page.text_of(finding.line)) for finding in found),
                key=lambda finding: (finding.line, finding.start, finding.rule),
            )
        ),
        lix=measures.lix,
        mean_sentence_length=measures.mean_sentence_length,
        longest_sentence=max((len(sentence.words) for sentence in page.sentences), default=0),
        long_words_percent=measures.long_words_percent,
        words=measures.words,
        sentences=measures.sentences,
    )
