"""What reading aloud costs: run `python -m bench.speech` from the project's folder."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

from portal.speech.danish import spoken
from portal.speech.engine import Engine
from portal.speech.store import SoundStore
from portal.speech.tokens import Sealer

DAYS = ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"]
SENTENCES = [
    sentence
    for number in range(10)
    for sentence in (
        f"{DAYS[number % 5]} den {number + 1}. december kl. 16.30 spiser vi sammen.",
        f"Maden koster {number * 5 + 20} kr.",
        f"Du kan sige til eller fra indtil kl. {number + 8}.",
        f"Lejlighed {number + 1} har vasketid fra kl. 8-10.",
        f"Ring til personalet på tlf. 12 34 56 {number + 10}, hvis du vil have hjælp.",
    )
]


def main() -> None:
    """Print one figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine()
        store = SoundStore(Path(folder), engine)
        print(f"first sentence, cold        {1e3 * seconds(lambda: store.sound('da', 'Hej med dig.')):8.1f} ms")
        fresh = [seconds(lambda sentence=sentence: store.sound("da", sentence)) for sentence in SENTENCES]
        print(f"new sentence, median        {1e3 * median(fresh):8.1f} ms   worst {1e3 * max(fresh):.1f} ms")
        known = [seconds(lambda sentence=sentence: store.sound("da", sentence)) for sentence in SENTENCES]
        print(f"known sentence, median      {1e3 * median(known):8.3f} ms")
        sounds = [store.sound("da", sentence) for sentence in SENTENCES]
        engine.close()
        print(f"size of a sentence          {mean(sound.mp3.stat().st_size for sound in sounds) / 1e3:8.1f} kB")
        print(f"length of a sentence        {mean(sound.milliseconds for sound in sounds) / 1e3:8.1f} s")
    sealer = Sealer("a secret")
    print(f"Danish in words             {1e6 * mean(seconds(lambda s=s: spoken(s)) for s in SENTENCES):8.1f} µs")
    first = [seconds(lambda s=s: sealer.seal("da", [s])) for s in SENTENCES]
    again = [seconds(lambda s=s: sealer.seal("da", [s])) for s in SENTENCES]
    page = seconds(lambda: sealer.seal("da", SENTENCES))
    print(f"seal a sentence, new        {1e6 * median(first):8.1f} µs")
    print(f"seal a sentence, again      {1e6 * median(again):8.2f} µs")
    print(f"seal a page of 50, new      {1e6 * page:8.1f} µs   token {len(sealer.seal('da', SENTENCES))} characters")
    token = sealer.seal("da", SENTENCES[:1])
    print(f"open a sentence             {1e6 * median(seconds(lambda: sealer.open(token)) for _ in range(50)):8.1f} µs")


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def mean(figures: Iterable[float]) -> float:
    """The plain average."""
    listed = list(figures)
    return sum(listed) / len(listed)


if __name__ == "__main__":
    main()
