import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.speech.engine import SOURCE_ROOT, Engine, SpeechFailed

RunPython = Callable[..., str]
START_WITH_PID = """
import os, sys
from portal.speech.engine import Engine
worker = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); " \\
    "os.execv(sys.executable, [sys.executable, '-m', 'portal.speech.worker'])"
engine = Engine([sys.executable, "-c", worker, sys.argv[1]])
"""
BAD_PROGRAMS = {
    "ends at once": "",
    "crashes": "import os; input(); os.abort()",
    "stops in mid-sentence": "input(); print('{\"wor', end='', flush=True)",
    "answers nonsense": "input(); print('hej', flush=True); input()",
    "answers a list": "input(); print('[]', flush=True); input()",
    "answers bad words": "input(); print('{\"words\": [[1, 2]]}', flush=True); input()",
    "writes no sound": "input(); print('{\"words\": []}', flush=True); input()",
}


@contextmanager
def engine_of(program: str, *, limit: float = 20.0) -> Iterator[Engine]:
    engine = Engine((sys.executable, "-c", program), limit)
    yield engine
    engine.close()


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_sentence_becomes_sound_and_words(espeak: Engine) -> None:
    rendering = espeak.render("da", "Hej med dig")
    assert [word[:2] for word in rendering.words] == [(0, 3), (4, 3), (8, 3)]
    assert len(rendering.pcm) > 20_000


def test_danish_and_english_take_turns(espeak: Engine) -> None:
    sounds = [espeak.render(language, "one two three four").pcm for language in ("da", "en", "da", "en")]
    assert abs(len(sounds[0]) - len(sounds[2])) < abs(len(sounds[0]) - len(sounds[1]))


def test_eight_threads_share_one_voice(espeak: Engine) -> None:
    found: dict[tuple[int, int], int] = {}

    def speak(thread: int) -> None:
        for turn in range(5):
            found[thread, turn] = len(espeak.render("da", "hej " * (1 + thread)).words)

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == {(thread, turn): 1 + thread for thread in range(8) for turn in range(5)}


def test_forked_processes_each_get_their_own_voice(run_python: RunPython) -> None:
    program = """
import os
from portal.speech.engine import Engine
engine = Engine()
engine.render("da", "Hej")
children = []
for number in range(4):
    child = os.fork()
    if child == 0:
        words = [len(engine.render("da", "hej " * (number + 1)).words) for _ in range(5)]
        engine.close()
        os._exit(0 if words == [number + 1] * 5 else 1)
    children.append(child)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
print(len(engine.render("da", "Hej igen").words))
"""
    assert run_python(program) == "[0, 0, 0, 0]\n2\n"


def test_no_worker_is_left_when_the_program_ends(run_python: RunPython, tmp_path: Path) -> None:
    run_python(f"{START_WITH_PID}\nengine.render('da', 'Hej')", tmp_path / "pid")
    assert not Path("/proc", (tmp_path / "pid").read_text()).exists()


def test_no_worker_is_left_when_the_program_is_killed_though_its_fork_lives_on(tmp_path: Path) -> None:
    program = f"""{START_WITH_PID}
engine.render("da", "Hej")
if os.fork() == 0:
    print("the fork lives", flush=True)
    input()
    os._exit(0)
input()
"""
    command = [sys.executable, "-c", program, str(tmp_path / "pid")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=SOURCE_ROOT) as running:
        assert running.stdin and running.stdout
        running.stdout.readline()
        worker = os.pidfd_open(int((tmp_path / "pid").read_text()))
        os.kill(running.pid, signal.SIGKILL)
        assert select.select([worker], [], [], 10)[0] == [worker]
        os.close(worker)


def test_twenty_thousand_characters_are_spoken(espeak: Engine) -> None:
    assert len(espeak.render("da", "hej med dig og " * 1_307).words) == 4 * 1_307


def test_an_empty_text_is_refused_and_the_next_one_is_spoken(espeak: Engine) -> None:
    with pytest.raises(SpeechFailed, match="there is nothing to render"):
        espeak.render("da", "")
    assert espeak.render("da", "Hej").words


def test_a_wrong_data_folder_is_a_clear_failure(tmp_path: Path, run_python: RunPython) -> None:
    (tmp_path / "espeakng_loader.py").write_text(
        "import importlib.metadata as m\n"
        f"def get_data_path(): return {str(tmp_path)!r}\n"
        "def get_library_path():\n"
        "    return str(m.distribution('espeakng-loader').locate_file('espeakng_loader/libespeak-ng.so.1'))\n"
    )
    program = """
from portal.speech.engine import Engine, SpeechFailed
for turn in range(2):
    try:
        Engine().render("da", "Hej")
    except SpeechFailed as error:
        print(error)
"""
    said = run_python(program, search_path=tmp_path)
    assert said.splitlines() == ["espeak-ng could not be started: its data folder is missing or damaged"] * 2


@pytest.mark.parametrize("program", BAD_PROGRAMS.values(), ids=BAD_PROGRAMS.keys())
def test_a_worker_that_misbehaves_fails_the_sentence_only(program: str) -> None:
    before = open_files()
    with engine_of(program) as engine:
        for _ in range(2):
            with pytest.raises(SpeechFailed):
                engine.render("da", "Hej")
    assert open_files() == before


@pytest.mark.parametrize("program", ["import time; time.sleep(60)", "input(); import time; time.sleep(60)"])
@pytest.mark.parametrize("text", ["Hej", "hej " * 50_000], ids=["short", "longer than a pipe holds"])
def test_a_worker_that_hangs_is_killed_in_time(program: str, text: str) -> None:
    with engine_of(program, limit=0.3) as engine:
        for _ in range(2):
            with pytest.raises(SpeechFailed, match="did not answer within 0.3 seconds"):
                engine.render("da", text)


def test_whoever_waits_for_a_hanging_voice_gives_up_too() -> None:
    with engine_of("input(); import time; time.sleep(60)", limit=0.5) as engine:
        failures: list[str] = []

        def speak() -> None:
            with pytest.raises(SpeechFailed) as failure:
                engine.render("da", "Hej")
            failures.append(str(failure.value))

        threads = [threading.Thread(target=speak) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(failures) == 3
        assert "the voice did not answer within 0.5 seconds" in failures


def test_after_a_crash_the_next_sentence_gets_a_new_worker(tmp_path: Path) -> None:
    program = f"""
import os, pathlib, sys
first = pathlib.Path({str(tmp_path / "has-crashed")!r})
if first.exists():
    os.execv(sys.executable, [sys.executable, "-m", "portal.speech.worker"])
input()
first.touch()
os.abort()
"""
    with engine_of(program) as engine:
        with pytest.raises(SpeechFailed, match="the voice ended without an answer"):
            engine.render("da", "Hej")
        assert engine.render("da", "Hej").words


def test_a_worker_that_ends_between_two_sentences_is_replaced_unnoticed(run_python: RunPython, tmp_path: Path) -> None:
    program = f"""{START_WITH_PID}
for turn in range(3):
    print(len(engine.render("da", "Hej igen").words))
    worker = int(open(sys.argv[1]).read())
    os.kill(worker, 9)
    os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
"""
    assert run_python(program, tmp_path / "pid") == "2\n2\n2\n"


def test_a_program_that_does_not_exist_is_a_clear_failure() -> None:
    before = open_files()
    engine = Engine(("/no/such/program",))
    with pytest.raises(SpeechFailed, match="the voice cannot be started: No such file or directory"):
        engine.render("da", "Hej")
    engine.close()
    assert open_files() == before


def test_what_the_worker_complains_of_is_passed_on() -> None:
    complains = 'input(); print(\'{"error": "no voice"}\', flush=True); input()'
    with engine_of(complains) as engine, pytest.raises(SpeechFailed, match="^no voice$"):
        engine.render("da", "Hej")


def test_no_sentence_gets_the_sound_of_the_one_before() -> None:
    writes_only_once = """
import json, sys
from portal.speech.worker import Worker
print(json.dumps(Worker().answer(sys.stdin.buffer.readline())), flush=True)
sys.stdin.buffer.readline()
print('{"words": []}', flush=True)
sys.stdin.buffer.readline()
"""
    with engine_of(writes_only_once) as engine:
        assert engine.render("da", "Hej").pcm
        with pytest.raises(SpeechFailed, match="no sensible answer"):
            engine.render("da", "Farvel")
