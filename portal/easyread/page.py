"""A page as the rules see it: lines, their sentences, their words, and what is known of each word."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from portal.easyread.finding import HEADING, PAGE, Place
from portal.easyread.grammar import is_proper_noun
from portal.easyread.home import is_form_of, is_home
from portal.easyread.line import is_invisible
from portal.easyread.sentences import Span, is_abbreviation, sentences, words


@dataclass(frozen=True, slots=True)
class Spared:
    """Names of people and places, and words this house has explained, all in small letters."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, names: Collection[str], known: Collection[str]) -> Self:
        """A name of several words is as many names; an explained word is known in all its forms."""
        return cls(
            names=frozenset(part.text.casefold() for name in names for part in words(printable(name))),
            words=frozenset(unicodedata.normalize("NFC", word.strip()).lower() for word in known) - {""},
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its line. `form` is in small letters; `is_home` says that everybody here knows it."""

    start: int
    end: int
    text: str
    form: str
    is_name: bool
    is_home: bool
    is_abbreviation: bool

    @property
    def is_plain(self) -> bool:
        """Is it a word that the rules about hard words look at?"""
        return not (self.is_name or self.is_home or self.is_abbreviation)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the line it stands on, and its place there. The words' places are in the line too."""

    line: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]

    @property
    def forms(self) -> list[str]:
        """The words in small letters."""
        return [word.form for word in self.words]

    @property
    def whole(self) -> Place:
        """Where the sentence stands."""
        return Place(self.line, self.start, self.end, self.text)

    def at(self, first: Word, last: Word | None = None) -> Place:
        """Where a word stands, or the words from the first to the last."""
        return self.within(first.start - self.start, (last or first).end - self.start)

    def within(self, start: int, end: int) -> Place:
        """The place in the line from a place in the sentence's text."""
        return Place(self.line, self.start + start, self.start + end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in reading order, all their sentences, and the heading above them, when there is one."""

    lines: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    heading: str | None
    heading_sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, lines: Sequence[str], heading: str | None, names: Collection[str], known: Collection[str] = ()) -> Self:
        """Read the lines. `names` are people and places, `known` words explained here: rules about words spare both."""
        spared = Spared.of(names, known)
        readable = tuple(printable(line) for line in lines)
        title = None if heading is None else printable(heading)
        return cls(
            lines=readable,
            sentences=tuple(s for place, line in enumerate(readable) for s in _read(line, place, spared)),
            heading=title,
            heading_sentences=tuple(_read(title or "", HEADING, spared)),
        )

    @property
    def whole(self) -> Place:
        """The page itself, nowhere in particular."""
        return Place(PAGE, 0, 0, "")

    def text_of(self, line: int) -> str:
        """The text that a finding's offsets are in: a line, the heading, or nothing for the page as a whole."""
        if line == HEADING:
            return self.heading or ""
        return "" if line == PAGE else self.lines[line]

    def line(self, number: int) -> Place:
        """A whole line."""
        return Place(number, 0, len(self.lines[number]), self.lines[number])


def printable(text: str) -> str:
    """The text with a space for every character that cannot be seen, so that offsets stay right. Line breaks stay."""
    return "".join(
        " " if character != "\n" and (character.isspace() or is_invisible(character)) else character
        for character in text
    )


def _read(line: str, place: int, spared: Spared) -> Iterator[Sentence]:
    for sentence in sentences(line):
        found = words(sentence.text)
        yield Sentence(
            place,
            sentence.start,
            sentence.end,
            sentence.text,
            tuple(_word(word, sentence.start, index == 0, spared) for index, word in enumerate(found)),
        )


def _word(span: Span, offset: int, first: bool, spared: Spared) -> Word:
    text = unicodedata.normalize("NFC", span.text)
    form = text.lower()
    return Word(
        start=offset + span.start,
        end=offset + span.end,
        text=text,
        form=form,
        is_name=_is_name(text, form, first, spared.names),
        is_home=is_home(form) or (bool(spared.words) and is_form_of(form, spared.words)),
        is_abbreviation=is_abbreviation(text),
    )


def _is_name(text: str, form: str, first: bool, names: frozenset[str]) -> bool:
    """A capital letter inside a sentence makes a name; at its beginning only when the dictionary says so."""
    if form in names or form.removesuffix("s") in names:
        return True
    if not text[0].isupper() or (len(text) > 1 and text.isupper()):
        return False
    return not first or is_proper_noun(text)
