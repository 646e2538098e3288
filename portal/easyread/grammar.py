"""Which form of a word stands here: passive, participle, genitive, present tense."""

from portal.easyread.lexicon import lemma
from portal.easyread.speller import readings, stems
from portal.easyread.vocabulary import these, vocabulary

BLIVE = these("blive bliver blev blevet")

COMMON_VERBS = these(
    "er var har havde skal kan vil må bør bliver blev kommer kom går gik står stod ligger lå sker skete sidder "
    "sad findes får fik gør gjorde ved tror siger sagde ser så tager tog giver gav bor mødes spiser"
)

BEFORE_A_NOUN = these(
    "en et den det de denne dette min mit mine din dit dine sin sit sine vores jeres deres hans hendes hver hvert"
)

ENDS_THE_SEARCH = BEFORE_A_NOUN | these(
    "i på til hos med ved for fra om under over efter før af og eller men at som der hvis når fordi"
)
"""After these words comes a new piece of the sentence: "Bo bliver på arbejdet"."""

MUTUAL = these("deles drilles hilses hjælpes høres krammes kysses ringes samles skiftes skrives snakkes tales")
"""What people do together or to each other: "vi hjælpes ad", "vi snakkes ved", "vi samles"; else a passive."""

TOGETHER = these("ad ved")
TAKING_TURNS = these("til om")
PEOPLE = these("vi alle")
THEY_OR_YOU = these("i de")  # also "in" and "the", so only right before the verb
SUBJECT_WITHIN = 3  # words before the verb

COMPOUND = "pa:"  # a reading the dictionary put together itself: "jonas" as "jon" and "as"
PARTICIPLE_WITHIN = 5  # words after "bliver"


def is_passive(form: str, before: str = "") -> bool:
    """Is it a passive in -s ("sendes"), and not a genitive ("kommunens") or a word of its own ("findes")?

    `before` is the word before it: "en times pause" is a genitive, "der holdes pause" is not.
    """
    if not form.endswith("s") or form.endswith("ss") or is_deponent(form):
        return False
    found = readings(form)
    if any(_word(reading) == form for reading in found):
        return False
    if any("+PASSIV" in reading and "+PERF_PART" not in reading for reading in found):
        return not (before in BEFORE_A_NOUN and any("+GENITIV" in reading for reading in found))
    return any(_word(reading) == form[:-1] and form[-2] in "eå" and "+GENITIV" not in reading for reading in found)


def is_deponent(form: str) -> bool:
    """Is it a verb that always has its -s, in any of its forms: "mødes", "skændtes"?"""
    deponents = vocabulary().deponents
    return form in deponents or (form.endswith("s") and any(f"{word}s" in deponents for word in stems(form)))


def is_mutual(forms: list[str], place: int) -> bool:
    """Do people do it together or to each other: "vi hjælpes ad", "vi skiftes til det"?"""
    if forms[place] not in MUTUAL:
        return False
    before, after = forms[max(0, place - SUBJECT_WITHIN) : place], forms[place + 1 : place + 2]
    if "af" in after:
        return False
    if TOGETHER & set(after) or (forms[place] == "skiftes" and TAKING_TURNS & set(after)):
        return True
    return bool(PEOPLE & {*before, *after} or THEY_OR_YOU & set(before[-1:]))


def participle_after(forms: list[str], blive: int) -> int | None:
    """Where the participle stands that makes the *blive* at this place a passive: "bliver hurtigt sendt"."""
    for place in range(blive + 1, min(blive + 1 + PARTICIPLE_WITHIN, len(forms))):
        if forms[place] in ENDS_THE_SEARCH:
            return None
        if is_participle(forms[place]):
            return place
    return None


def is_participle(form: str) -> bool:
    """Is it a participle in -t ("lavet", "skrevet"), and not an adjective ("træt") or a noun ("mødet")?"""
    if not form.endswith("t") or len(form) < 4 or form in vocabulary().adjectives:
        return False
    if not lemma(form).endswith(("e", "å")):
        return False
    return any(
        "+PERF_PART" in reading or (" +" not in reading and _word(reading) not in (form, None))
        for reading in readings(form)
    )


def is_genitive(form: str) -> bool:
    """Is it nothing but a genitive: "kommunens"?"""
    found = readings(form)
    return bool(found) and form.endswith("s") and all("+GENITIV" in reading for reading in found)


def is_finite_verb(form: str) -> bool:
    """Is it a verb in the present tense, as far as the dictionary can tell?"""
    if form in COMMON_VERBS:
        return True
    if any("+NUTID" in reading for reading in readings(form)):
        return True
    return form.endswith("r") and form[:-1] in stems(form)  # a strong verb has no tag: "hedder"


def is_verb(form: str) -> bool:
    """Can it be a form of a verb?"""
    tags = ("+NUTID", "+DATID", "+PASSIV", "+PERF_PART")
    return any(tag in reading for reading in readings(form) if not reading.startswith(COMPOUND) for tag in tags)


def is_proper_noun(text: str) -> bool:
    """Is the word a name with a capital letter, and not in the dictionary with a small one? "Anne" is, "Bo" is not."""
    a_name = any((_word(reading) or "")[:1].isupper() for reading in readings(text))
    return a_name and all(reading.startswith(COMPOUND) for reading in readings(text.lower()))


def _word(reading: str) -> str | None:
    """The `st:` of a reading."""
    return next((field.removeprefix("st:") for field in reading.split() if field.startswith("st:")), None)
