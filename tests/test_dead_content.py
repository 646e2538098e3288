"""Nothing lies about unused, and nothing is asked for that is not there."""

import ast
import re

import pytest
from babel.messages.pofile import read_po
from jinja2 import meta, nodes

from portal.activities.same_words import FILE as SAME_WORDS
from portal.checking import all_texts
from portal.content.activities import INTERESTS
from portal.content.agreement_templates import KINDS
from portal.content.demo import read_demo
from portal.content.help_pages import read_help_topics
from portal.content.sites import read_sites
from portal.content.survey_templates import read_survey_templates
from portal.pictograms.catalogue import pictograms, picture_keys
from portal.web.messages import messages
from tests import templates
from tests.templates import PICTURE_OF, ROOT

CONTENT = ROOT / "content"
CATALOGUES = sorted((ROOT / "portal" / "translations").glob("*/LC_MESSAGES/messages.po"))
CODE = {path: path.read_text("utf-8") for path in sorted((ROOT / "portal").rglob("*.py"))}
STYLES = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "static" / "css").glob("*.css")))
DRAWN_IN_CODE = [
    const.value
    for path, code in CODE.items()
    if path.parent.name in ("speech", "web")
    for const in ast.walk(ast.parse(code))
    if isinstance(const, ast.Constant) and isinstance(const.value, str)
]
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "static" / "js").glob("*.js")))

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR = re.compile(r"([^{};]+)\{")
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
IN_QUOTES = re.compile(r"""["'`]([^"'`\n]*)["'`]""")


# --- pictures ---


@pytest.mark.parametrize("name", templates.names())
def test_every_picture_of_a_template_exists(name):
    asked_for = {
        const.value
        for macro, call in templates.calls(name)
        if macro in PICTURE_OF
        for const in _constants(templates.argument(call, PICTURE_OF[macro], "key"))
    }
    asked_for |= {
        const.value
        for pair in templates.tree(name).find_all(nodes.Pair)
        if isinstance(pair.key, nodes.Const) and pair.key.value == "picture"
        for const in _constants(pair.value)
    }
    assert asked_for - pictograms().keys() - {""} == set()


def test_every_picture_of_a_line_in_code_exists():
    asked_for = {
        call.args[1].value
        for code in CODE.values()
        for call in ast.walk(ast.parse(code))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "Line"
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }
    assert asked_for
    assert asked_for - pictograms().keys() == set()


# --- content and translations ---


def test_every_file_of_the_content_is_read():
    keys = picture_keys()
    read = {f"agreements/{kind}.toml" for kind in KINDS} | {
        "demo/people.toml",
        "demo/agreements.toml",
        "demo/places.toml",
        "demo/dinners.toml",
        "demo/meetings.toml",
    }
    read |= {f"help/{topic.key}.toml" for topic in read_help_topics(CONTENT / "help", keys)}
    read |= {f"surveys/{kind}.toml" for kind in read_survey_templates(CONTENT / "surveys", keys)}
    read |= {f"sites/{site.key}.toml" for site in read_sites(CONTENT / "sites").every}
    read |= {f"demo/{person.portrait}" for person in read_demo(CONTENT / "demo", keys).people}
    vocabulary = CODE[ROOT / "portal" / "easyread" / "vocabulary.py"]
    read |= {f"activities/{name}.toml" for name in (*INTERESTS, "organisers", "venues")}
    read |= {SAME_WORDS.relative_to(CONTENT).as_posix()}
    read |= {f"words/{name}.tsv" for name in re.findall(r'_(?:rows|with_\w+)\("(\w+)"\)', vocabulary)}
    assert {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*") if path.is_file()} == read


def test_every_agreement_topic_and_site_is_checked():
    checked = {text.file for text in all_texts()}
    for folder in ("activities", "agreements", "help", "sites"):
        files = {f"content/{folder}/{path.name}" for path in (CONTENT / folder).glob("*.toml")}
        assert files - {"content/activities/organisers.toml"} <= checked


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_every_translated_sentence_is_said_somewhere(catalogue):
    with catalogue.open("rb") as file:
        translated = read_po(file)
    said = {message.sentence for message in messages()}
    assert {message.id for message in translated if message.id} - said == set()
    assert not translated.obsolete


# --- templates ---


def test_every_template_is_shown():
    asked_for = {name for code in CODE.values() for name in re.findall(r'"([\w/]+\.html)"', code)}
    for name in templates.names():
        asked_for |= {other for other in meta.find_referenced_templates(templates.tree(name)) if other}
    assert set(templates.names()) - asked_for == set()


def test_every_macro_is_used():
    called = {macro for name in templates.names() for macro, _call in templates.calls(name)}
    written = {macro.name for name in templates.names() for macro in templates.tree(name).find_all(nodes.Macro)}
    assert written - called == set()


@pytest.mark.parametrize("name", templates.names())
def test_a_template_imports_only_what_it_uses(name):
    imported = {
        each if isinstance(each, str) else each[1]
        for line in templates.tree(name).find_all(nodes.FromImport)
        for each in line.names
    }
    used = {each.name for each in templates.tree(name).find_all(nodes.Name) if each.ctx == "load"}
    assert imported - used == set()


# --- styles ---


def test_every_class_of_a_template_is_styled():
    styled = _styled_classes()
    for name in templates.names():
        for asked in _classes_of(name):
            known = any(each.startswith(asked) for each in styled) if asked.endswith("-") else asked in styled
            assert known, f'{name} asks for class "{asked}", which no style sheet knows'


def test_every_styled_class_is_used():
    asked_for = {each for name in templates.names() for each in _classes_of(name)}
    words = {
        const.value
        for name in templates.names()
        for const in templates.tree(name).find_all(nodes.Const)
        if isinstance(const.value, str)
    }
    asked_for |= {word for drawn in DRAWN_IN_CODE for word in re.split(r"[^\w-]+", drawn)}
    built = {f"{prefix}{word}" for prefix in asked_for if prefix.endswith("-") for word in words}
    in_scripts = {word for quoted in IN_QUOTES.findall(SCRIPTS) for word in re.split(r"[\s.]+", quoted)}
    assert _styled_classes() - asked_for - built - in_scripts == set()


def _styled_classes() -> set[str]:
    selectors = " ".join(SELECTOR.findall(COMMENT.sub("", STYLES)))
    return set(CLASS.findall(selectors))


def _classes_of(name: str) -> set[str]:
    """The classes a template gives its tags; one that is finished by an expression ends with a hyphen."""
    written = {each for element in templates.elements(name) for each in element.attributes.get("class", "").split()}
    given = {
        each
        for keyword in templates.tree(name).find_all(nodes.Keyword)
        if keyword.key == "class" and isinstance(keyword.value, nodes.Const)
        for each in keyword.value.value.split()
    }
    return written | given


def _constants(node: nodes.Expr | None) -> list[nodes.Const]:
    """The texts an expression may come out as."""
    if node is None:
        return []
    if isinstance(node, nodes.CondExpr):
        return [*_constants(node.expr1), *_constants(node.expr2)]
    return [node] if isinstance(node, nodes.Const) and isinstance(node.value, str) else []
