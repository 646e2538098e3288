"""Sentences on a page that can be heard: each gets its address, and the page remembers them in reading order.

`say` is the only way a resident's sentence reaches a page, so picture, sound and language cannot be forgotten.
It is written here and not as a macro: a page says thirty lines, and a macro costs ten times as much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, g
from markupsafe import Markup, escape

from portal.easyread.line import Line
from portal.people.preferences.rules import Voice
from portal.people.visits import find_visitor
from portal.refusal import N_
from portal.speech.engine import VOICES
from portal.speech.speech import Speech
from portal.web.locale import language, translate
from portal.web.templating import Pictures, line_id

LONGEST_SOUND = 400  # characters of one sentence; a longer one is a text, not a line
LONGEST_PAGE = 3_000  # characters in the sound of a whole page: its address must fit in a request
LONGEST_BESIDE = 12  # letters of a big word that stands beside its picture and its sound on a phone
HEAR = N_("Hør")  # the sound button
CONTENT = "da"  # the language of everything staff write


def init_app(app: Flask) -> None:
    """Let templates say `say(line)`, `spoken(words)`, `sound(words)` and `page_sound()`."""
    pictures: Pictures = app.jinja_env.globals["picture"]
    lines = Lines(app.extensions["speech"], pictures)
    app.jinja_env.globals.update(
        say=lines.say, spoken=lines.spoken, sound=lines.sound, page_sound=lines.page_sound
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """What is said on the page of this request."""

    speech: Speech
    picture: Pictures

    def say(
        self,
        line: Line | Mapping[str, str | None],
        of: object = None,
        big: bool = False,
        mark: object = "",
        calm: bool = False,
    ) -> Markup:
        """A line: picture, sentence, sound button.

        `of` makes its id stable (`point-7` → `line-point-7`); `big` is for the answer of a page; `mark` is a word
        above, `calm` without colour. A mapping is a sentence of the interface, in its language; any other line
        is content, and content is Danish.
        """
        if isinstance(line, Mapping):
            sentence, picture, spoken_in = line["sentence"], line["picture"], language()
        else:
            sentence, picture, spoken_in = line.sentence, line.picture, CONTENT
        tag = self._tag(mark, calm) if mark else ""
        token, shown = self.sound(sentence, spoken_in), escape(sentence)
        elsewhere = f' lang="{spoken_in}"' if spoken_in != language() else ""
        button = (
            f'<a class="sound" href="/lyd/{token}.mp3" aria-label="{translate(HEAR)}: {shown}">'
            f"{self.picture.sign('listen_aloud')}</a>"
        )
        return Markup(
            f'<div class="line{_size(sentence) if big else ""}">{tag}<div class="line-row">{self.picture(picture)}'
            f'<p class="line-text" id="{line_id() if of is None else f"line-{escape(of)}"}"{elsewhere}'
            f"{_attribute(token)}>{shown}</p>{button if token else ''}</div></div>"
        )

    def _tag(self, mark: object, calm: bool) -> str:
        token = self.sound(mark)
        return f'<span class="tag{" tag-calm" if calm else ""}"{_attribute(token)}>{escape(mark)}</span>'

    def spoken(self, words: object) -> Markup:
        """The attribute that makes an element's words part of "Læs op"; the words must be its only content."""
        return Markup(_attribute(self.sound(words)))

    def sound(self, words: object, spoken_in: str = "") -> str:
        """The token of a sentence's sound, and its place in "Læs op". Empty when there is nothing to say."""
        said = (words.unescape() if isinstance(words, Markup) else str(words)).strip()
        if len(said) > LONGEST_SOUND or not any(map(str.isalnum, said)):
            return ""
        g.setdefault("spoken", []).append(said)
        return self._address(spoken_in or language(), said)

    def page_sound(self) -> str:
        """The token of everything the page has said so far, for "Læs op" without JavaScript."""
        said: list[str] = []
        room = LONGEST_PAGE
        for words in g.get("spoken", []):
            room -= len(words) + 1
            if room < 0:
                break
            said.append(words)
        return self._address(language(), said) if said else ""

    def _address(self, spoken_in: str, said: str | Sequence[str]) -> str:
        """The token in the voice this person has chosen; a language without a light voice keeps its own."""
        who = find_visitor()
        if who is not None and who.preferences.voice is Voice.LIGHT and f"{spoken_in}-lys" in VOICES:
            spoken_in = f"{spoken_in}-lys"
        return self.speech.address(spoken_in, said)


def _size(sentence: object) -> str:
    """The classes of a big line: a long word in it has no room between the picture and the sound on a phone."""
    is_long = any(len(word) > LONGEST_BESIDE for word in str(sentence).split())
    return " line-big line-long" if is_long else " line-big"


def _attribute(token: str) -> str:
    return f' data-sound="{token}"' if token else ""
