from pathlib import Path

import pytest

from portal.pictograms.catalogue import picture_keys as all_picture_keys

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def content() -> Path:
    return CONTENT


@pytest.fixture
def picture_keys() -> frozenset[str]:
    return frozenset(all_picture_keys())


@pytest.fixture
def broken(tmp_path):
    """A copy of one folder of the content in which a piece of a file has been replaced."""

    def copy(folder: str, file: str, old: str, new: str) -> Path:
        for original in (CONTENT / folder).rglob("*.*"):
            target = tmp_path / folder / original.relative_to(CONTENT / folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(original.read_bytes())
        text = (tmp_path / folder / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path / folder

    return copy
