import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.speech.engine import SOURCE_ROOT, Engine
from portal.speech.speech import Speech
from portal.speech.store import SoundStore
from tests.conftest import SOUNDS

RunPython = Callable[..., str]


@pytest.fixture(scope="session")
def espeak() -> Iterator[Engine]:
    """One voice for all tests; it is a real worker process."""
    engine = Engine()
    yield engine
    engine.close()


@pytest.fixture
def store(tmp_path: Path, espeak: Engine) -> SoundStore:
    return SoundStore(tmp_path / "sounds", espeak)


@pytest.fixture
def run_python(tmp_path: Path) -> RunPython:
    """Run a program in a fresh interpreter; gives what it printed, fails when it fails."""

    def run(program: str, *arguments: object, search_path: Path | None = None) -> str:
        paths = [str(path) for path in (search_path, SOURCE_ROOT) if path]
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def speech(app: Flask, espeak: Engine) -> Speech:
    """The portal's own speech; what has been said in an earlier run is not rendered again."""
    speech = replace(app.extensions["speech"], store=SoundStore(SOUNDS, espeak))
    app.extensions["speech"] = speech
    return speech
