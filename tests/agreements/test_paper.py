"""The agreement on paper: large letters, everything in order, and whole for somebody who hears it read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from portal.agreements.actions import WORDS
from portal.agreements.paper import agreement_pdf
from portal.agreements.queries import AgreementView, PointView
from portal.agreements.rules import LONGEST_SENTENCE, MOST_POINTS, News, Standing, VersionFacts, Words
from portal.clock import COPENHAGEN
from portal.media.photos import PhotoStore, Shape
from portal.pictograms.keys import photo_key
from tests.agreements.reading_paper import lines_on, tags_of
from tests.people import QUIET, VISITORS

EMPTY = dict.fromkeys(WORDS, "") | {name: None for name in WORDS if name.endswith("picture") or name == "answer"}
POINT, FRIDAY = 18.0, datetime(2026, 11, 20, 15, 30, tzinfo=COPENHAGEN)


def agreed(*points: dict[str, object], made_by: str = "Anne") -> AgreementView:
    views = tuple(
        PointView(Words(**EMPTY | words, id=number, point_id=number), None, Standing(News.SAME, None), tried=False)
        for number, words in enumerate(points, start=1)
    )
    version = VersionFacts(7, 3, 2, "Ro i opgangen", "quiet", FRIDAY, None, made_by)
    return AgreementView(3, version, views, None, (1, 2))


@pytest.fixture
def photos(tmp_path) -> PhotoStore:
    return PhotoStore(tmp_path)


@contextmanager
def printed(found: AgreementView, photos: PhotoStore) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(agreement_pdf(found, "Maja", photos))) as pdf:
        yield pdf


def test_everything_is_said_in_reading_order(photos):
    with printed(agreed(QUIET, VISITORS), photos) as pdf:
        assert lines_on(pdf) == [
            "Ro i opgangen", "Aftale med Maja", "Anne har skrevet aftalen.", "Den er fra fredag den 20. november.",
            QUIET["sentence"], "Derfor", QUIET["why"], "Hvis det går galt", QUIET["goes_wrong"],
            "Hvem hjælper?", QUIET["helper"],
            VISITORS["sentence"],
            "Side 1 af 2",
            "Vi er enige", "Jeg kan altid bede om at ændre aftalen.", "Mit navn", "Personalets navn", "Dag",
            "Side 2 af 2",
        ]  # fmt: skip


def test_it_is_tagged_and_says_its_name_and_language(photos):
    with printed(agreed(QUIET, VISITORS), photos) as pdf:
        assert str(pdf.Root.Lang) == "da"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        facts = pdf.open_metadata()
        assert (facts["dc:title"], facts["pdfuaid:part"]) == ("Ro i opgangen", "1")
        assert tags_of(pdf) == [
            "H1", "P", "P", "P",
            "H2", "H3", "P", "H3", "P", "H3", "P",
            "H2",
            "H2", "P", "P", "P", "P",
        ]  # fmt: skip


def test_no_letter_is_small(photos):
    with printed(agreed(QUIET), photos) as pdf:
        sizes = {
            float(operands[1])
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        }
    assert sizes == {14.0, POINT, 22.0, 32.0}  # 14: the page number


def test_a_point_is_never_cut_by_the_page(photos):
    with printed(agreed(*[QUIET] * 7), photos) as pdf:
        assert len(pdf.pages) > 3
        for page in pdf.pages:
            words = lines_on_page(pdf, page)
            assert words.count(QUIET["sentence"]) == words.count(QUIET["helper"])


def test_the_longest_point_there_can_be_is_printed_whole(photos):
    longest = ("Jeg holder ro. " * LONGEST_SENTENCE)[:LONGEST_SENTENCE].strip()
    words = dict.fromkeys(("sentence", "why", "goes_wrong", "helper"), longest)
    with printed(agreed(*[QUIET | words] * MOST_POINTS), photos) as pdf:
        assert " ".join(lines_on(pdf)).count("Hvem hjælper?") == MOST_POINTS
        assert len(pdf.pages) > MOST_POINTS + 1  # it goes on to the next page, not below the paper's edge


def lines_on_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> list[str]:
    alone = pikepdf.new()
    alone.pages.append(page)
    return lines_on(alone)


def test_words_that_look_like_commands_are_only_words(photos):
    odd = "#panic() *fed* _skrå_ $x$ @navn <mærke> \\ // [a] \"b\" 'c' ~"
    with printed(agreed(VISITORS | {"sentence": odd, "why": "= Overskrift"}), photos) as pdf:
        assert odd in " ".join(lines_on(pdf)) and "= Overskrift" in lines_on(pdf)


def test_photos_and_emoji_are_printed_and_what_is_gone_is_left_out(photos):
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, "PNG")
    name = photos.keep(drawn.getvalue(), Shape.WHOLE)
    gone = photo_key("0" * 32 + ".webp")
    keys = (photo_key(name), photo_key(name), gone, "om:1F40C", "enhjørning", "../../etc/passwd", None, "")
    with printed(agreed(*(VISITORS | {"picture": key} for key in keys)), photos) as pdf:
        assert lines_on(pdf).count(VISITORS["sentence"]) == len(keys)
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert len(images) == 1


def test_an_agreement_whose_maker_is_unknown_says_only_the_day(photos):
    with printed(agreed(VISITORS, made_by=""), photos) as pdf:
        assert lines_on(pdf)[2] == "Den er fra fredag den 20. november."


def test_an_agreement_without_a_point_or_a_picture_is_a_paper_too(photos):
    found = agreed()
    with printed(replace(found, version=replace(found.version, picture=None)), photos) as pdf:
        assert len(pdf.pages) == 1
