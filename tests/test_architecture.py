"""The house's own rules about its code, held by machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 300
CODE = sorted([*ROOT.glob("portal/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("e2e/**/*.py")])
OURS = [path for path in CODE if "versions" not in path.parts]  # migrations are written by a machine
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
SAFE_ON_PURPOSE = {"templates/staff/enrolment.html"}  # a QR code drawn by us
READS_THE_CLOCK = re.compile(r"datetime\.now|date\.today|time\.time\(|utcnow")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[str]:
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return found.stdout.splitlines()


@pytest.mark.parametrize("path", OURS, ids=name)
def test_a_module_can_be_read_in_one_go(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_imports_go_one_way():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout[-3000:]


@pytest.mark.parametrize("path", [path for path in OURS if path.is_relative_to(ROOT / "portal")], ids=name)
def test_only_the_clock_knows_the_time(path):
    if name(path) != "portal/clock.py":
        assert not READS_THE_CLOCK.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_holds_no_style_and_no_script(path):
    text = path.read_text("utf-8")
    assert not re.search(
        r'style="|\son\w+="|<script(?![^>]*\b(?:src=|type="application/ld\+json"))|<style|hx-on|javascript:', text
    )
    if name(path) not in SAFE_ON_PURPOSE:
        assert "| safe" not in text and "|safe" not in text


def test_nothing_of_somebody_elses_is_committed():
    foreign = re.compile(r"(^|/)(node_modules|built)/|htmx[^/]*\.js$|\.woff2?$|\.ttf$|\.dic$|jsQR", re.IGNORECASE)
    assert not [file for file in tracked_files() if foreign.search(file)]


def test_requirements_name_no_registry():
    for path in [*ROOT.glob("requirements/*"), ROOT / "package-lock.json"]:
        text = path.read_text("utf-8")
        assert not re.search(r'--(extra-)?index-url|--find-links|"resolved"', text), name(path)


def test_the_readme_names_only_commands_that_exist(app):
    said = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:^    |`)make ([a-z]+)", said, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    commands = set(re.findall(r"`(?:python -m )?portal ([a-z-]+)", said))
    assert commands and commands <= set(app.cli.commands)
