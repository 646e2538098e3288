"""Rules about a whole page, its lines and its heading: R02, R03, R04, R26, R29, R30, R35, R36, R37."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from portal.easyread.finding import HEADING, Audience, Finding, Place, Severity
from portal.easyread.inflection import in_the_form_of
from portal.easyread.measures import Measures
from portal.easyread.page import Page, Sentence
from portal.easyread.thresholds import (
    ENOUGH_TO_SPEAK_TO,
    ENOUGH_WORDS,
    FEW_SENTENCES,
    FEW_WORDS,
    judge,
)
from portal.easyread.vocabulary import entry, these, vocabulary

SPOKEN_TO = these("du dig din dit dine jeg mig min mit mine vi os vores i jer jeres")
"""The reader, or the reader's own voice in an agreement: "Jeg holder ro efter klokken 22."."""


def measures_of(sentences: Sequence[Sentence]) -> Measures:
    """LIX and its parts for these sentences."""
    return Measures.of([word.text for word in sentence.words] for sentence in sentences)


def mean_length(page: Page, audience: Audience) -> Iterator[Finding]:
    """R02: sentences are short on the whole."""
    measures = measures_of(page.sentences)
    if measures.sentences >= FEW_SENTENCES:
        mean = measures.mean_sentence_length
        reason = f"Sætningerne har i snit {_figure(mean)} ord. Skriv kortere."
        yield from judge("R02", audience, mean, page.whole, reason)


def readability(page: Page, audience: Audience) -> Iterator[Finding]:
    """R03: LIX. On a short page it is a warning, however high; on a very short one it says nothing."""
    measures = measures_of(page.sentences)
    if measures.words < FEW_WORDS:
        return
    reason = f"Lixtallet er {_figure(measures.lix)}. Skriv kortere sætninger og ord."
    for finding in judge("R03", audience, measures.lix, page.whole, reason):
        too_short_to_say = measures.words < ENOUGH_WORDS
        yield replace(finding, severity=Severity.WARNING) if too_short_to_say else finding


def long_words(page: Page, audience: Audience) -> Iterator[Finding]:
    """R04: words with more than six letters."""
    measures = measures_of(page.sentences)
    if measures.words >= FEW_WORDS:
        share = measures.long_words_percent
        reason = f"{_figure(share)} ud af 100 ord er lange. Skriv kortere ord."
        yield from judge("R04", audience, share, page.whole, reason)


def lines(page: Page, audience: Audience) -> Iterator[Finding]:
    """R26: one sentence a line, short lines, few lines together. A line break inside a line begins a new one."""
    for number, paragraph in enumerate(page.lines):
        rows = [row for row in paragraph.split("\n") if row.strip()]
        reason = f"Der er {len(rows)} linjer i træk. Lav en pause."
        yield from judge("R26 lines", audience, len(rows), page.line(number), reason)
        longest = max((len(row.strip()) for row in rows), default=0)
        reason = f"Linjen har {longest} tegn. Gør den kortere."
        yield from judge("R26 letters", audience, longest, page.line(number), reason)
    for number, count in _most_sentences_in_a_row(page).items():
        reason = f"Der er {count} sætninger på linjen. Giv hver sætning sin egen linje."
        yield from judge("R26", audience, count, page.line(number), reason)


def _most_sentences_in_a_row(page: Page) -> dict[int, int]:
    """For each line, how many sentences stand in a row without a line break. A label ("Mandag:") is no sentence."""
    counts: Counter[tuple[int, int]] = Counter()
    breaks = {number: _line_breaks(line) for number, line in enumerate(page.lines)}
    for sentence in page.sentences:
        if not sentence.text.endswith(":"):
            counts[sentence.line, bisect(breaks[sentence.line], sentence.start)] += 1
    most: dict[int, int] = {}
    for (number, _), count in counts.items():
        most[number] = max(count, most.get(number, 0))
    return most


def _line_breaks(line: str) -> list[int]:
    return [place for place, character in enumerate(line) if character == "\n"]


def same_word_for_the_same_thing(page: Page, audience: Audience) -> Iterator[Finding]:
    """R29: a glossary word and another word for the same thing on one page."""
    words = vocabulary()
    used = {entry(word.form, words.explained) for sentence in page.sentences for word in sentence.words}
    for sentence in page.sentences:
        for word in sentence.words:
            other = entry(word.form, words.synonyms)
            known = words.synonyms[other] if other else None
            if other and known and known in used:
                term = words.explained[known].word
                reason = f'Der står også "{term}" på siden. Brug det samme ord hver gang.'
                better = in_the_form_of(term, other, word.form)
                yield from judge("R29", audience, 1, sentence.at(word), reason, *filter(None, [better]))


def somebody_is_spoken_to(page: Page, audience: Audience) -> Iterator[Finding]:
    """R30: a page for residents says "du" (or "jeg" and "vi" in an agreement)."""
    full = [sentence for sentence in page.sentences if sentence.text.endswith((".", "!", "?"))]
    if len(full) >= ENOUGH_TO_SPEAK_TO and not any(SPOKEN_TO & set(sentence.forms) for sentence in full):
        reason = "Siden taler ikke til nogen. Skriv du."
        yield from judge("R30 you", audience, 1, page.whole, reason, "du")


def long_sentences_together(page: Page, audience: Audience) -> Iterator[Finding]:
    """R35: after a long sentence comes a short one."""
    for first, second in pairwise(page.sentences):
        shorter = min(len(first.words), len(second.words))
        reason = "Der er 2 lange sætninger i træk. Gør den ene kort."
        yield from judge("R35", audience, shorter, second.whole, reason)


def paragraphs(page: Page, audience: Audience) -> Iterator[Finding]:
    """R36: a paragraph (what stands in one line of the editor) is short."""
    sentences = Counter(sentence.line for sentence in page.sentences)
    words = Counter(sentence.line for sentence in page.sentences for _ in sentence.words)
    for number, count in sentences.items():
        reason = f"Afsnittet har {count} sætninger. Del det i to."
        yield from judge("R36", audience, count, page.line(number), reason)
    for number, count in words.items():
        reason = f"Afsnittet har {count} ord. Del det i to."
        yield from judge("R36 words", audience, count, page.line(number), reason)


def headings(page: Page, audience: Audience) -> Iterator[Finding]:
    """R37: a heading is short, has no full stop, and is not said again below."""
    if page.heading is None:
        return
    place = Place(HEADING, 0, len(page.heading), page.heading)
    count = sum(len(sentence.words) for sentence in page.heading_sentences)
    reason = f"Overskriften har {count} ord. Gør den kortere."
    yield from judge("R37", audience, count, place, reason)
    title = page.heading.strip()
    yield from judge("R37 full stop", audience, title.endswith("."), place, "Slet punktummet i overskriften.")
    repeated = bool(title) and any(line.strip().casefold() == title.casefold() for line in page.lines)
    yield from judge("R37 repeated", audience, repeated, place, "Overskriften står også som linje. Slet den ene.")


def _figure(value: float) -> str:
    """A number as the staff read it: "8,5"."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


RULES = (
    mean_length,
    readability,
    long_words,
    lines,
    same_word_for_the_same_thing,
    somebody_is_spoken_to,
    long_sentences_together,
    paragraphs,
    headings,
)
