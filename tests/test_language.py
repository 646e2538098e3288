"""The words of the house: easy Danish everywhere, buttons that say what happens, errors that say what to do."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from portal.checking import all_texts, hard_places, with_samples
from portal.web.errors import words_for
from portal.web.messages import messages
from tests import templates
from tests.templates import ENDED, LABEL_OF, MARKED

ROOT = Path(__file__).parents[1]
TEXTS = list(all_texts())
CATALOGUES = sorted((ROOT / "portal" / "translations").glob("*/LC_MESSAGES/messages.po"))

LONGEST_LABEL = 5  # words; a name or a title counts as one
LONGEST_SENTENCE = 12  # words
SAYS_NOTHING = {
    "ok", "okay", "send", "gem", "slet", "videre", "fortsæt", "næste", "tilbage", "luk", "vis", "godkend", "bekræft",
    "indsend", "annuller", "submit", "her", "klik her", "tryk her", "læs mere", "se mere", "mere",
}  # fmt: skip
SAYS_WHAT_TO_DO = re.compile(
    r"\b(bed|brug|del|giv|gå|lav|prøv|ret|ring|se|send|sig|skriv|spørg|tegn|vent|vælg|åbn)\b", re.IGNORECASE
)
NOTHING_CAN_BE_DONE = {"Oplæsning virker ikke lige nu."}  # the text is still there to read
WORDS_FOR_PEOPLE = ("alt", "aria-label", "content", "label", "placeholder", "title")
NOT_FOR_TRANSLATION = {
    "English": "a language named in itself",
    "Dansk": "a language named in itself",
    "RadioField": "a kind of field",
    "BooleanField": "a kind of field",
    "Anne": "a name on the style page",
    "Bo": "a name on the style page",
    "tages hensyn": "a hard sentence, shown on the style page",
    "Jeg tager hensyn til mine naboer.": "its better sentence",
    "Der skal tages hensyn til øvrige beboere jf. husordenen.": "a hard sentence, shown on the style page",
    "in doubt": "an answer, in code",
    "in line": "where somebody stands with a dinner, in code",
    "picture question": "a way of checking, in code",
    "staff": "a size of type",
    "-hint -fault": "the ends of two ids",
    "width=device-width, initial-scale=1": "for the browser",
    "#skriv:queue all": "for htmx",
    "outerHTML focus-scroll:true": "for htmx",
    "light dark": "for the browser",
    "telephone=no": "for the browser",
}
MARKED_WORDS = re.compile(f"{MARKED}.*?{ENDED}", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]")
A_SENTENCE = re.compile(r"[^\W\d_] [^\W\d_]|^[A-ZÆØÅ][a-zæøå]|[æøåÆØÅ]")
ENGLISH_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|approx|max|min|nr|tel)\.|(?!QR\b)\b[A-Z]{2,}\b")


@pytest.mark.parametrize("file", sorted({text.file for text in TEXTS}))
def test_our_own_words_are_easy_to_read(file):
    found = [hard for text in TEXTS if text.file == file for hard in hard_places(text)]
    assert [str(hard) for hard in found if hard.is_error] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_translation_is_as_easy_as_the_danish(catalogue):
    with catalogue.open("rb") as file:
        translated = [with_samples(message.string) for message in read_po(file) if message.id]
    sentences = [part for words in translated for part in re.split(r"(?<=[.!?])\s+", words)]
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []
    assert [each for each in sentences if ENGLISH_ABBREVIATION.search(each)] == []
    assert [each for each in sentences if set(each) & set("%()[]&/;…")] == []


@pytest.mark.parametrize("name", templates.names())
def test_no_words_stand_in_a_template_without_being_marked_for_translation(name):
    shown = [element.words for element in templates.elements(name) if not element.foreign]
    shown += [
        value
        for element in templates.elements(name)
        for attribute, value in element.attributes.items()
        if attribute in WORDS_FOR_PEOPLE and element.attributes.get("name") not in ("htmx-config", "csrf-token")
    ]
    unmarked = {" ".join(MARKED_WORDS.sub("", words).split()) for words in shown}
    assert {words for words in unmarked if LETTERS.search(words)} - NOT_FOR_TRANSLATION.keys() == set()


@pytest.mark.parametrize("name", templates.names())
def test_no_words_hide_in_an_expression_without_being_marked_for_translation(name):
    written = {
        const.value
        for const in templates.tree(name).find_all(nodes.Const)
        if isinstance(const.value, str) and A_SENTENCE.search(const.value)
    }
    marked = set(templates.sentences_in(templates.tree(name)))
    assert written - marked - NOT_FOR_TRANSLATION.keys() == set()


def test_what_the_portal_says_in_code_is_marked_for_translation():
    bare = [
        f"{path.name}:{call.lineno}"
        for path, call in calls_in_code()
        if name_of(call) in ("flash", "Refused", "ValidationError") and isinstance(call.args[0], ast.Constant)
    ]
    assert bare == []


def test_what_is_translated_in_code_is_known_to_the_catalogue():
    known = {message.sentence for message in messages()}
    translated = [
        call.args[0].value
        for _path, call in calls_in_code()
        if name_of(call) in ("_", "_l", "N_", "gettext", "lazy_gettext", "translate")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert len(translated) > 50
    assert set(translated) - known == set()


@pytest.mark.parametrize("name", templates.names())
def test_a_button_says_what_happens(name):
    assert [label for label in labels(name) if label.lower().rstrip(".") in SAYS_NOTHING] == []


@pytest.mark.parametrize("name", templates.names())
def test_a_label_has_at_most_five_words(name):
    assert [label for label in labels(name) if len(label.split()) > LONGEST_LABEL] == []


def test_an_error_page_says_what_to_do_now():
    for status in (400, 403, 404, 405, 409, 413, 429, 500, 503):
        _title, sentences, _picture = words_for(status)
        assert any(SAYS_WHAT_TO_DO.search(sentence) for sentence in sentences), (status, sentences)


def test_a_refusal_and_a_wrong_field_say_what_to_do_now():
    reasons = [
        argument.value
        for _path, call in calls_in_code()
        for argument in first_words(call)
        if name_of(call) in ("Refused", "ValidationError") or is_an_error_note(call)
    ]
    reasons += [message.sentence for message in messages() if message.file.endswith(("/actions.py", "/drafts.py"))]
    assert len(reasons) > 8
    assert [reason for reason in reasons if not SAYS_WHAT_TO_DO.search(reason)] == []


def test_what_goes_wrong_in_the_browser_says_what_to_do_now():
    said = [
        value.strip(MARKED + ENDED)
        for name in templates.names()
        for element in templates.elements(name)
        for attribute, value in element.attributes.items()
        if attribute in ("data-failed", "data-refused", "data-no-answer", "data-no-sound")
    ]
    assert len(said) == 6
    assert {each for each in said if not SAYS_WHAT_TO_DO.search(each)} == NOTHING_CAN_BE_DONE


# --- reading the templates and the code ---


def labels(name):
    """The words on the template's buttons and links; a gap for a name is left as it is."""
    called = [
        sentence
        for macro, call in templates.calls(name)
        if macro in LABEL_OF
        for sentence in templates.sentences_in(templates.argument(call, LABEL_OF[macro], "label") or nodes.Const(""))
    ]
    written = [
        words.strip(MARKED + ENDED)
        for element in templates.elements(name)
        if element.tag in ("a", "button")
        for words in MARKED_WORDS.findall(element.words)
    ]
    return called + written


def calls_in_code():
    for path in sorted((ROOT / "portal").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def is_an_error_note(call):
    """Is it `flash(…, "error")`, or a validator's `message=…`?"""
    category = call.args[1] if name_of(call) == "flash" and len(call.args) > 1 else None
    return getattr(category, "value", "") == "error" or any(each.arg == "message" for each in call.keywords)


def first_words(call):
    """The constant inside the first argument, or inside `message=`: `Refused(N_("…"))`."""
    said = [each.value for each in call.keywords if each.arg == "message"] or call.args[:1]
    return [
        node
        for argument in said
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
