"""The templates as tests read them: their words, labels, classes and macros, without rendering anything."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import jinja2
from jinja2 import nodes

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
PARSER = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
MARKED, ENDED = "\ue000", "\ue001"  # around a sentence that is marked for translation
IN_CLASS = re.compile(r'class="[^"]*$')
VOID = ("br", "hr", "img", "input", "link", "meta", "wbr", "source")

# Which argument of a macro is the words on a button or link, and which is the key of a pictogram.
LABEL_OF = {
    "back_link": 1, "bar_link": 1, "button": 0, "button_link": 1, "choice_button": 0, "choice_check": 2,
    "choice_link": 1, "choice_radio": 2, "passkey_form": 3, "pick": 1, "small_button": 0, "tile": 1,
}  # fmt: skip
PICTURE_OF = {
    "answered": 1, "bar_link": 2, "button": 4, "button_link": 3, "choice_button": 1, "choice_check": 4,
    "choice_link": 2, "choice_radio": 4, "editor_line": 0, "passkey_form": 4, "pick": 0, "picture": 0, "picture_url": 0,
    "sign": 0, "small_button": 3, "tile": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its attributes and the words right inside it, in one of our templates."""

    tag: str
    attributes: dict[str, str]
    words: str
    foreign: bool  # inside lang="en"


def names() -> list[str]:
    """Every template, by the name that `render_template` knows."""
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


@cache
def source(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


@cache
def tree(name: str) -> nodes.Template:
    """The template as Jinja understands it."""
    return PARSER.parse(source(name))


def calls(name: str) -> Iterator[tuple[str, nodes.Call]]:
    """Every call of something by its bare name."""
    for call in tree(name).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            yield call.node.name, call


def argument(call: nodes.Call, place: int, keyword: str) -> nodes.Expr | None:
    """An argument given by place or by name."""
    if len(call.args) > place:
        return call.args[place]
    return next((each.value for each in call.kwargs if each.key == keyword), None)


def sentences_in(node: nodes.Node) -> list[str]:
    """The sentences marked for translation in an expression."""
    found = [node, *node.find_all(nodes.Call)] if isinstance(node, nodes.Call) else list(node.find_all(nodes.Call))
    return [
        call.args[0].value
        for call in found
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and isinstance(call.args[0], nodes.Const)
    ]


def elements(name: str) -> list[Element]:
    """The template's tags in order, with sentences marked for translation between `MARKED` and `ENDED`."""
    reader = _Reader()
    reader.feed(_as_html(name))
    reader.close()
    return reader.found


def _as_html(name: str) -> str:
    """The template's own HTML, blocks and comments left out, each expression replaced by its sentences."""
    html: list[str] = []
    expression: list[tuple[str, str]] | None = None
    for _line, kind, value in PARSER.lex(source(name)):
        if kind == "data":
            html.append(value)
        elif kind == "variable_begin":
            expression = []
        elif kind == "variable_end" and expression is not None:
            html.append(_shown(expression, in_class=bool(IN_CLASS.search("".join(html[-4:])))))
            expression = None
        elif expression is not None and kind != "whitespace":
            expression.append((kind, value))
    return "".join(html)


def _shown(expression: list[tuple[str, str]], *, in_class: bool) -> str:
    """What an expression shows: its marked sentences; in a class attribute also the bare names it chooses from."""
    marked = [
        ast.literal_eval(expression[at + 2][1])
        for at in range(len(expression) - 2)
        if expression[at][1] == "_" and expression[at + 1][1] == "(" and expression[at + 2][0] == "string"
    ]
    calls_a_macro = len(expression) > 1 and expression[0][1] != "_" and expression[1][1] == "("
    if calls_a_macro:
        return ""
    if marked:
        return "".join(f"{MARKED}{escape(sentence)}{ENDED}" for sentence in marked)
    chosen = [ast.literal_eval(value) for kind, value in expression if kind == "string"]
    return " ".join(chosen) if in_class else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.found_open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.found.append(Element(tag, attributes, "", self._is_foreign() or attributes.get("lang") == "en"))
        if tag not in VOID:
            self.found_open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        if self.found_open and self.found[self.found_open[-1]].tag == tag:
            self.found_open.pop()

    def handle_data(self, data: str) -> None:
        at = self.found_open[-1] if self.found_open else None
        if at is None:
            self.found.append(Element("", {}, data, False))
        else:
            inside = self.found[at]
            self.found[at] = Element(inside.tag, inside.attributes, inside.words + data, inside.foreign)

    def _is_foreign(self) -> bool:
        return any(self.found[at].foreign for at in self.found_open)
