"""Once it is warm the language check reads nothing more from disk, whatever it is asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TEXTS = [HERE / name for name in ("easy.txt", "everyday.txt", "fresh.txt", "hard.txt", "officialese.txt")]
PROGRAM = """
import inspect, json, pkgutil, sys
from importlib import import_module
from pathlib import Path
from portal import easyread
from portal.easyread.report import Audience, check
from portal.easyread.warming import warm

modules = [import_module(f"portal.easyread.{each.name}") for each in pkgutil.iter_modules(easyread.__path__)]
kept = {
    f"{module.__name__}.{name}": made
    for module in modules
    for name, made in vars(module).items()
    if hasattr(made, "cache_info") and made.__module__ == module.__name__ and made.cache_info().maxsize is None
}

def loaded():
    return {name: made.cache_info().currsize for name, made in kept.items()}

cold = loaded()
warm()
after_warming = loaded()
for path in sys.argv[1:]:
    for audience in Audience:
        check(Path(path).read_text("utf-8").splitlines(), audience)
print(json.dumps([cold, after_warming, loaded()]))
"""


@pytest.fixture(scope="module")
def readings() -> list[dict[str, int]]:
    """How much each list and dictionary has read in a new process: at first, when warm, and after many texts."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, TEXTS)], capture_output=True, text=True, check=True, timeout=60,
        cwd=HERE.parents[1],
    )  # fmt: skip
    return json.loads(done.stdout)


def test_a_new_process_has_read_nothing_so_nothing_else_is_made_slow(readings):
    cold, _warm, _used = readings
    assert len(cold) >= 5 and not any(cold.values())


def test_a_warm_check_reads_nothing_more(readings):
    _cold, warm, used = readings
    assert all(warm.values())
    assert used == warm
