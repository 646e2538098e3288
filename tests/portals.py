"""What makes many portals cheap: all that is the same for every portal of a run is made once. For tests and stories."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule
from whitenoise import WhiteNoise

from portal import app as portal_app
from portal.settings import ROOT
from portal.web.assets import BUILT

READERS = (
    "read_sites",
    "read_help_topics",
    "read_agreement_templates",
    "read_survey_templates",
)  # what create_app reads in content/


class LazyRule(Rule):
    """An address that is read once a run, and learns to be built when somebody asks for it.

    A portal has 250 addresses, all portals have the same, and most tests meet five.
    """

    _read: ClassVar[dict[str, tuple[list, list, dict, set]]] = {}

    def compile(self) -> None:
        if self.rule not in self._read:
            super().compile()
            self._read[self.rule] = self._parts, self._trace, self._converters, self.arguments
            return
        self._parts, self._trace, self._converters, self.arguments = self._read[self.rule]
        self._build = self._compile_builder(False).__get__(self, None)
        self._build_unknown = self._compile_builder(True).__get__(self, None)

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        made: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, **values: object) -> tuple[str, str]:
            if not made:
                made.append(super(LazyRule, self)._compile_builder(append_unknown))
            return made[0](rule, **values)

        return build


class CompiledOnce(BytecodeCache):
    """The templates as Python, for as long as their words stay the same: a third of a run's time."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.code


@contextmanager
def cheap_portals() -> Iterator[None]:
    """While this lasts, `create_app` takes a quarter of its time, and no template is compiled twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "url_rule_class", LazyRule)
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": CompiledOnce()})
        patch.setattr(WhiteNoise, "update_files_dictionary", _listing_built_files_once())
        for reader in READERS:
            patch.setattr(portal_app, reader, _reading_our_own_once(getattr(portal_app, reader)))
        yield


def _listing_built_files_once() -> Callable[[WhiteNoise, str, str], None]:
    listing, found = WhiteNoise.update_files_dictionary, {}

    def once(server: WhiteNoise, root: str, prefix: str) -> None:
        if Path(root) != BUILT:
            listing(server, root, prefix)
            return
        if not found:
            listing(server, root, prefix)
            found.update(server.files)
        server.files.update(found)

    return once


def _reading_our_own_once(read: Callable[..., Any]) -> Callable[..., Any]:
    """Nobody writes in our content while tests run; a test that wants other content has a folder of its own."""
    known: dict[Hashable, Any] = {}

    def once(folder: Path, *keys: Hashable) -> Any:
        if folder.parent != ROOT / "content":
            return read(folder, *keys)
        if (folder, *keys) not in known:
            known[folder, *keys] = read(folder, *keys)
        return known[folder, *keys]

    return once
