"""Turn a Typst page and its facts into a PDF."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

FONTS = Path(__file__).parent / "fonts"
PAGES = Path(__file__).parent / "pages"


def make(page: str, facts: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """A tagged PDF of `pages/<page>.typ`. `facts` reach it as JSON, `files` (name → bytes) lie beside it."""
    with TemporaryDirectory() as folder:
        desk = Path(folder)
        (desk / "page.typ").write_text((PAGES / f"{page}.typ").read_text("utf-8"), "utf-8")
        for name, data in files.items():
            (desk / name).write_bytes(data)
        return typst.compile(
            desk / "page.typ",
            root=desk,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"facts": json.dumps(dict(facts))},
            pdf_standards=["ua-1"],
        )
