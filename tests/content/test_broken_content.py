"""Someone edits a file and slips: one clear sentence says which file, which field and what to do."""

import pytest

from portal.content.agreement_templates import read_agreement_templates
from portal.content.help_pages import read_help_topics
from portal.content.reading import ContentError

EGNE = "agreements/egne.toml: "
MY_LINE = 'line = { picture = "agreement", sentence = "Jeg bestemmer selv over denne aftale." }'


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "Min egen aftale"', "", EGNE + "title is missing; add it."),
        (
            'title = "Min egen aftale"',
            'title = "Min egen aftale"\nkind = "egne"',
            EGNE + "kind is not a field here; remove it or use one of title, picture, about, points.",
        ),
        (
            '"Jeg kan få nye ønsker."',
            '" "',
            EGNE + "points[aendre].why.sentence is empty; write something.",
        ),
        (
            '"Jeg kan få nye ønsker."',
            f'"{"x" * 301}"',
            EGNE + "points[aendre].why.sentence has 301 characters; shorten it to at most 300.",
        ),
        (
            'picture = "idea"',
            'picture = "agrement"',
            EGNE + 'points[aendre].why.picture is "agrement", which is unknown; write agreement, if that is meant.',
        ),
        (
            'picture = "idea"',
            'picture = "zzzzzzzz"',
            EGNE + 'points[aendre].why.picture is "zzzzzzzz", which is unknown; look it up in the list of pictures.',
        ),
        (
            'key = "aendre"',
            'key = "min-aftale"',
            EGNE + "points[min-aftale] is there twice; give each item its own name.",
        ),
        (
            'key = "aendre"',
            'key = "Ændre"',
            EGNE + 'points[Ændre].key is "Ændre"; use only a to z, digits and hyphens.',
        ),
        ("answer = true", 'answer = "ja"', EGNE + 'points[min-aftale].question.answer is "ja"; write true or false.'),
        ("answer = true", "answer = 1", EGNE + "points[min-aftale].question.answer is 1; write true or false."),
        ('title = "Min egen aftale"', "title = true", EGNE + "title is true; write a text in quotes."),
        (
            MY_LINE,
            'line = "Jeg bestemmer selv over denne aftale."',
            EGNE + "points[min-aftale].line is not a group of fields; write sentence, picture.",
        ),
    ],
)
def test_a_slip_in_a_template_is_told_in_one_sentence(broken, picture_keys, old, new, sentence):
    with pytest.raises(ContentError) as told:
        read_agreement_templates(broken("agreements", "egne.toml", old, new), picture_keys)
    assert told.value.faults == (sentence,)


def test_two_slips_are_told_at_once(broken, picture_keys):
    folder = broken("agreements", "egne.toml", 'title = "Min egen aftale"', "")
    text = (folder / "egne.toml").read_text(encoding="utf-8").replace("answer = true", "")
    (folder / "egne.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as told:
        read_agreement_templates(folder, picture_keys)
    assert told.value.faults == (
        EGNE + "title is missing; add it.",
        EGNE + "points[min-aftale].question.answer is missing; add it.",
    )
    assert str(told.value) == "\n".join(told.value.faults)


def test_a_template_without_points_is_told(tmp_path, broken, picture_keys):
    folder = broken("agreements", "egne.toml", 'title = "Min egen aftale"', 'title = "Min egen aftale"')
    text = (folder / "egne.toml").read_text(encoding="utf-8").partition("[[points]]")[0]
    (folder / "egne.toml").write_text(f"{text}points = []", encoding="utf-8")
    with pytest.raises(ContentError, match=EGNE + "points is empty; write at least one."):
        read_agreement_templates(folder, picture_keys)


def test_a_kind_nobody_knows_is_told(broken, picture_keys):
    folder = broken("agreements", "egne.toml", "Min", "Min")
    (folder / "egne.toml").rename(folder / "mine.toml")
    with pytest.raises(ContentError) as told:
        read_agreement_templates(folder, picture_keys)
    assert told.value.faults == (
        "agreements/mine.toml: mine is not a kind of agreement; use one of nabo-og-stoej, vedligehold, "
        "lejekontrakt, faelleslejlighed, konflikter, stoette, egne.",
        EGNE + "the file is missing; add it.",
    )


def test_a_file_that_is_not_toml_is_told(broken, picture_keys):
    folder = broken("agreements", "egne.toml", 'title = "Min egen aftale"', "title = Min egen aftale")
    with pytest.raises(ContentError, match=EGNE + "this is not TOML; correct what the reader names: .*line 1"):
        read_agreement_templates(folder, picture_keys)


def test_a_file_in_an_old_alphabet_is_told(broken, picture_keys):
    folder = broken("agreements", "egne.toml", "Min", "Min")
    (folder / "egne.toml").write_bytes("title = 'Få'".encode("latin-1"))
    with pytest.raises(ContentError, match=EGNE + "the file is not UTF-8; save it as UTF-8."):
        read_agreement_templates(folder, picture_keys)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('call = "112"', 'call = "mor"', 'help/112.toml: call is "mor", which is unknown; use one of house, 112.'),
        ("place = 6", 'place = "6"', 'help/112.toml: place is "6"; write a whole number.'),
        ("place = 6", "place = 5", "help/bange.toml: place 5 is taken by 112; choose another."),
        (
            "lines = [",
            'lines = [\n  { picture = "help", sentence = "Bed om hjælp." },',
            "help/112.toml: lines has 6 steps; write 1 to 5.",
        ),
    ],
)
def test_a_slip_in_a_help_topic_is_told_in_one_sentence(broken, picture_keys, old, new, sentence):
    with pytest.raises(ContentError) as told:
        read_help_topics(broken("help", "112.toml", old, new), picture_keys)
    assert told.value.faults == (sentence,)
