"""The same form of another word: "anmoder" is to "anmode" as "beder" is to "bede"."""

from enum import Enum, auto

from portal.easyread.speller import is_spelled, readings, stems

IRREGULAR = {
    "bede": ("beder", "bad", "bedt"),
    "blive": ("bliver", "blev", "blevet"),
    "finde": ("finder", "fandt", "fundet"),
    "findes": ("findes", "fandtes", "fandtes"),
    "fortælle": ("fortæller", "fortalte", "fortalt"),
    "følge": ("følger", "fulgte", "fulgt"),
    "få": ("får", "fik", "fået"),
    "give": ("giver", "gav", "givet"),
    "gøre": ("gør", "gjorde", "gjort"),
    "gå": ("går", "gik", "gået"),
    "gælde": ("gælder", "gjaldt", "gældt"),
    "have": ("har", "havde", "haft"),
    "hjælpe": ("hjælper", "hjalp", "hjulpet"),
    "holde": ("holder", "holdt", "holdt"),
    "komme": ("kommer", "kom", "kommet"),
    "lade": ("lader", "lod", "ladet"),
    "måtte": ("må", "måtte", "måttet"),
    "se": ("ser", "så", "set"),
    "sige": ("siger", "sagde", "sagt"),
    "skrive": ("skriver", "skrev", "skrevet"),
    "skulle": ("skal", "skulle", "skullet"),
    "spørge": ("spørger", "spurgte", "spurgt"),
    "stå": ("står", "stod", "stået"),
    "sætte": ("sætter", "satte", "sat"),
    "tage": ("tager", "tog", "taget"),
    "ville": ("vil", "ville", "villet"),
    "vælge": ("vælger", "valgte", "valgt"),
    "være": ("er", "var", "været"),
}
"""Infinitive: the present, the past and the participle that the dictionary does not tag."""


INDECLINABLE = frozenset({"nok", "samme", "tidligere"})


class Form(Enum):
    """What the endings of Danish verbs and nouns say."""

    PRESENT = auto()
    PAST = auto()
    PARTICIPLE = auto()
    IMPERATIVE = auto()
    PASSIVE = auto()
    DEFINITE = auto()
    PLURAL = auto()
    DEFINITE_PLURAL = auto()


NOUN_FORMS = {
    Form.DEFINITE: ("+BESTEMT_ENTAL", ("en", "et", "n", "t")),
    Form.PLURAL: ("+PLUR_UBEK", ("er", "e", "r")),
    Form.DEFINITE_PLURAL: ("+PLUR_BEK", ("erne", "ene", "rne")),
}
VOWELS = ("e", "o", "a", "i", "u")  # a noun that ends so gets a shorter ending: "ønske·t"
VERB_TAGS = {Form.PAST: "+DATID", Form.PARTICIPLE: "+PERF_PART"}


def in_the_form_of(better: str, listed: str, form: str) -> str | None:
    """`better`, in the dictionary's form, put in the form that `form` is of `listed`; `None` when it has no such form.

    Only the first word of several changes: "refunderer" asks for "betaler tilbage".
    """
    if form == listed:
        return better
    head, space, rest = better.partition(" ")
    if is_infinitive(listed):
        changed = _verb(head, _verb_form(listed, form)) if is_infinitive(head) else None
    elif is_noun(listed):
        changed = _noun_in_the_form_of(head, listed, form)
    else:
        changed = _adjective(head, listed, form)
    return changed and changed + space + rest


def is_infinitive(word: str) -> bool:
    """Is it a verb, as it stands in the dictionary?"""
    if word in IRREGULAR:
        return True
    found = [reading for reading in readings(word + "r") if word in reading.split(" +")[0].split("st:")[-1:]]
    return any("+NUTID" in reading or " +" not in reading for reading in found)


def is_noun(word: str) -> bool:
    """Is it a thing, as it stands in the dictionary: does it have a form with the article?"""
    return _noun(word, Form.DEFINITE) is not None


def is_adjective(word: str) -> bool:
    """Can it stand before a thing: "rigtig", "samme"?"""
    return word in INDECLINABLE or _adjective_form(word, "e") is not None


def is_neuter(noun: str) -> bool:
    """Is it "et brev", and not "en besked"?"""
    return (_noun(noun, Form.DEFINITE) or "").endswith("t")


def _verb_form(infinitive: str, form: str) -> Form | None:
    if form == _verb(infinitive, Form.PRESENT):
        return Form.PRESENT
    if form == _verb(infinitive, Form.IMPERATIVE):
        return Form.IMPERATIVE
    if form == infinitive + "s":
        return Form.PASSIVE
    if infinitive in IRREGULAR and form in IRREGULAR[infinitive]:
        return (Form.PRESENT, Form.PAST, Form.PARTICIPLE)[IRREGULAR[infinitive].index(form)]
    if infinitive not in stems(form) or form.endswith(("s", "ende")):
        return None
    has_another_participle = form != infinitive + "t" and infinitive in stems(infinitive + "t")  # "bortfaldt"
    return Form.PARTICIPLE if form.endswith("t") and not has_another_participle else Form.PAST


def _verb(infinitive: str, form: Form | None) -> str | None:
    if form is None:
        return None
    if infinitive in IRREGULAR and form in (Form.PRESENT, Form.PAST, Form.PARTICIPLE):
        return IRREGULAR[infinitive][(Form.PRESENT, Form.PAST, Form.PARTICIPLE).index(form)]
    bare = infinitive.removesuffix("e")
    if bare[-1:] == bare[-2:-1]:
        bare = bare[:-1]  # "bestemme": "bestem", "bestemte"
    if form is Form.PRESENT:
        return infinitive + "r"
    if form is Form.PASSIVE:
        return infinitive + "s"
    if form is Form.IMPERATIVE:
        return bare if any(letter in "aeiouyæøå" for letter in bare) else infinitive  # "se"
    endings = ("ede", "de", "te") if form is Form.PAST else ("et", "t")
    candidates = (stem + ending for stem in (infinitive, infinitive.removesuffix("e"), bare) for ending in endings)
    return next((word for word in candidates if _is(word, infinitive, VERB_TAGS[form])), None)


def _noun_in_the_form_of(noun: str, listed: str, form: str) -> str | None:
    for kind in NOUN_FORMS:
        own = _noun(listed, kind)
        if own == form:
            return _noun(noun, kind)
        if own and own + "s" == form:
            genitive = _noun(noun, kind)
            return genitive and genitive + "s"
    return None


def _noun(noun: str, form: Form) -> str | None:
    tag, endings = NOUN_FORMS[form]
    fitting = [ending for ending in endings if (ending[0] == "e") != noun.endswith(VOWELS)]
    candidates = (stem + ending for stem in (noun, noun + noun[-1:]) for ending in fitting)
    return next((word for word in candidates if _is(word, noun, tag)), None)


def _adjective(better: str, listed: str, form: str) -> str | None:
    """For "hensigtsmæssige" the same form of "god"; "tidligere" has only one."""
    ending = form.removeprefix(listed)
    if ending not in ("t", "e"):
        return None
    return better if better in INDECLINABLE else _adjective_form(better, ending)


def _adjective_form(word: str, ending: str) -> str | None:
    candidates = (word + ending, word + word[-1:] + ending)
    return next((found for found in candidates if is_spelled(found) and word in stems(found)), None)


def _is(word: str, base: str, tag: str) -> bool:
    return any(tag in reading and f"st:{base}" in reading.split() for reading in readings(word))
