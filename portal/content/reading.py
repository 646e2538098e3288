"""Reads TOML into frozen dataclasses and says in one sentence each what is wrong: file, field, what to do.

The dataclass is the form: its annotations say which fields a file may have and of which type, a default makes
a field optional. Faults are gathered, so that an editor sees all of them at once.
"""

import dataclasses
import difflib
import re
import tomllib
import types
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

LONGEST_TEXT = 300  # characters; a line a resident reads has about 50
NAMES = ("key", "slug")  # fields that name an item and therefore occur once in their list
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ASKED_FOR = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    date: "a date such as 2026-11-03",
    datetime: "a date and a time such as 2026-11-03T14:30:00",
}

Shape = TypeVar("Shape")
Choices = Mapping[str, Collection[str]]


class ContentError(Exception):
    """The content has faults. `faults` holds one sentence for each; the message has them all."""

    def __init__(self, faults: Sequence[str]):
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def complain(faults: Sequence[str]) -> None:
    """Raise `ContentError` when anything was found."""
    if faults:
        raise ContentError(faults)


def toml_files(folder: Path, faults: list[str]) -> list[Path]:
    """The documents in a folder by name; an empty or missing folder is a fault."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        faults.append(f"{folder.name}: there are no .toml files in this folder; add at least one.")
    return files


def read_document(
    path: Path, shape: type[Shape], faults: list[str], choices: Choices | None = None, **given: object
) -> Shape | None:
    """One file as a frozen dataclass, or `None` after adding what is wrong with it to `faults`.

    `choices` maps a field's name to the values it may have, wherever in the file the field stands.
    `given` fills fields that are not written in the file, such as a key that is the file's own name.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(f"{name}: the file is missing; add it.")
    except UnicodeDecodeError:
        faults.append(f"{name}: the file is not UTF-8; save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{name}: this is not TOML; correct what the reader names: {error}.")
    else:
        return _Reader(name, choices or {}, faults).table(table, shape, "", given)
    return None


@dataclass(frozen=True)
class _Reader:
    file: str
    choices: Choices
    faults: list[str]

    def table(
        self, written: Mapping[str, object], shape: type[Shape], at: str, given: Mapping[str, object]
    ) -> Shape | None:
        faults_before = len(self.faults)
        fields = {field.name: field for field in dataclasses.fields(cast("type", shape))}
        types_of = get_type_hints(shape)
        writable = [name for name in fields if name not in given]
        for name in written:
            if name not in writable:
                self.say(f"{at}{name}", f"is not a field here; remove it or use one of {', '.join(writable)}")
        values = dict(given)
        for name in writable:
            if name in written:
                values[name] = self.value(written[name], types_of[name], f"{at}{name}", name)
            elif fields[name].default is dataclasses.MISSING:
                self.say(f"{at}{name}", "is missing; add it")
        return shape(**values) if len(self.faults) == faults_before else None

    def value(self, written: object, asked: object, at: str, name: str) -> object:
        if isinstance(asked, types.UnionType):  # "X | None": a written field is never the None
            asked = get_args(asked)[0]
        if get_origin(asked) is tuple:
            return self.several(written, get_args(asked)[0], at, name)
        if isinstance(asked, type) and dataclasses.is_dataclass(asked):
            if isinstance(written, dict):
                return self.table(written, asked, f"{at}.", {})
            return self.say(at, f"is not a group of fields; write {', '.join(get_type_hints(asked))}")
        if type(written) is not asked:
            return self.say(at, f"is {_shown(written)}; write {ASKED_FOR[cast('type', asked)]}")
        return self.text(written, at, name) if isinstance(written, str) else written

    def several(self, written: object, asked: object, at: str, name: str) -> tuple[object, ...]:
        if not isinstance(written, list):
            self.say(at, "is not a list; write its items between [ and ]")
            return ()
        named: set[object] = set()
        values: list[object] = []
        for number, item in enumerate(written, start=1):
            label = _name_of(item)
            if label and label in named:
                self.say(f"{at}[{label}]", "is there twice; give each item its own name")
            named.add(label)
            values.append(self.value(item, asked, f"{at}[{label or number}]", name))
        return tuple(values)

    def text(self, written: str, at: str, name: str) -> str:
        if not written.strip():
            self.say(at, "is empty; write something")
        elif len(written) > LONGEST_TEXT:
            self.say(at, f"has {len(written)} characters; shorten it to at most {LONGEST_TEXT}")
        elif name in NAMES and not NAME.fullmatch(written):
            self.say(at, f'is "{written}"; use only a to z, digits and hyphens')
        elif name in self.choices and written not in self.choices[name]:
            self.say(at, f'is "{written}", which is unknown; {_advice(written, self.choices[name])}')
        return written

    def say(self, at: str, what: str) -> None:
        self.faults.append(f"{self.file}: {at} {what}.")


def _name_of(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    return next((str(item[name]) for name in NAMES if name in item), "")


def _shown(written: object) -> str:
    if isinstance(written, bool):
        return "true" if written else "false"
    return f'"{written}"' if isinstance(written, str) else str(written)


def _advice(written: str, allowed: Collection[str]) -> str:
    if len(allowed) <= 12:
        return f"use one of {', '.join(allowed)}"
    near = difflib.get_close_matches(written, allowed, n=1, cutoff=0.7)
    return f"write {near[0]}, if that is meant" if near else "look it up in the list of pictures"
