"""The rules R01–R40 as truth tables: what each says of a line, to residents and in the catalogue."""

import pytest

from portal.easyread.report import (
    HEADING,
    PAGE,
    Audience,
    Severity,
    check,
    check_link_text,
    check_required_blocks,
)
from portal.easyread.thresholds import LIMITS, REQUIRED_BLOCKS

ERROR, WARNING, SILENT = Severity.ERROR, Severity.WARNING, None

TEN_WORDS = "Du kan få mad hos os når du har lyst"
ELEVEN_WORDS = TEN_WORDS + " nu"
THIRTEEN_WORDS = TEN_WORDS + " til det nu"
SIXTEEN_WORDS = TEN_WORDS + " til det nu eller i morgen"
TWENTY_ONE_WORDS = SIXTEEN_WORDS + " kan du gå hjem igen"

LINES = [
    # rule, line, to residents, in the catalogue
    ("R01", TEN_WORDS, SILENT, SILENT),
    ("R01", ELEVEN_WORDS, WARNING, SILENT),
    ("R01", THIRTEEN_WORDS, ERROR, SILENT),
    ("R01", SIXTEEN_WORDS, ERROR, WARNING),
    ("R01", TWENTY_ONE_WORDS, ERROR, ERROR),
    ("R05", "Vi har 4 gåture.", SILENT, SILENT),
    ("R05", "Ansøgeren kom.", SILENT, SILENT),
    ("R05", "Ansøgningen kom.", WARNING, SILENT),
    ("R05", "Her er klagevejledning.", ERROR, WARNING),
    ("R05", "Her er kvalitetsstandarder.", ERROR, ERROR),
    ("R05", "Vi mødes i fælleslejligheden.", SILENT, SILENT),
    ("R06", "Vi har en hjælpemiddelcentral.", ERROR, WARNING),
    ("R06", "Vi har et aktivitetskatalog.", SILENT, SILENT),
    ("R07", "Vi har et kor.", SILENT, SILENT),
    ("R07", "Vi har en fadæse.", WARNING, WARNING),
    ("R07", "Vi spiser lasagne.", SILENT, SILENT),
    ("R08", "Brevet sendes i dag.", ERROR, WARNING),
    ("R08", "Vi mødes i dag.", SILENT, SILENT),
    ("R09", "Brevet bliver sendt i dag.", ERROR, WARNING),
    ("R09", "Jeg bliver træt.", SILENT, SILENT),
    ("R10", "Du må ikke ryge her.", WARNING, SILENT),
    ("R10", "Du må aldrig komme uden kort.", ERROR, ERROR),
    ("R10", "Du må ryge ude.", SILENT, SILENT),
    ("R11", "Man skal ringe til Bo.", ERROR, WARNING),
    ("R11", "Du skal ringe til Bo.", SILENT, SILENT),
    ("R12", "Vi begynder en behandling.", WARNING, SILENT),
    ("R12", "Vi drøfter behandling og udvikling.", ERROR, SILENT),
    ("R12", "Vi drøfter behandling, udvikling og genoptræning.", ERROR, ERROR),
    ("R12", "Vi har en lejlighed.", SILENT, SILENT),
    ("R13", "Tag f.eks. kage med.", ERROR, ERROR),
    ("R13", "Skriv til KFUM i dag.", ERROR, ERROR),
    ("R13", "Skriv en SMS om TV og QR.", SILENT, SILENT),
    ("R13", "Du må IKKE ryge.", SILENT, SILENT),
    ("R14", "Vi er tre.", WARNING, SILENT),
    ("R14", "Vi er 3.", SILENT, SILENT),
    ("R14", "Vi har en kat og et hus.", SILENT, SILENT),
    ("R15", "Det koster 999 kroner.", SILENT, SILENT),
    ("R15", "Det koster 1.250 kroner.", WARNING, SILENT),
    ("R15", "Det koster 12 500 kroner.", WARNING, WARNING),
    ("R15", "Det koster 12,50 kroner.", WARNING, SILENT),
    ("R15", "Ring på telefon 12345678 eller 12 34 56 78.", SILENT, SILENT),
    ("R15", "Ring 1813 eller ring til 1813.", SILENT, SILENT),
    ("R15", "Bo bor i 2635 Ishøj siden 2019.", SILENT, SILENT),
    ("R16", "Du sparer 25 %.", ERROR, ERROR),
    ("R16", "Du sparer 25 procent.", ERROR, ERROR),
    ("R16", "Du sparer 1 ud af 4.", SILENT, SILENT),
    ("R17", "Kom 3/8.", ERROR, ERROR),
    ("R17", "Kom 03-08-26.", ERROR, ERROR),
    ("R17", "Kom 2026-08-03.", ERROR, ERROR),
    ("R17", "Kom d. 3. august.", ERROR, ERROR),
    ("R17", "Kom den 3. august.", WARNING, WARNING),
    ("R17", "Kom mandag den 3. august.", SILENT, SILENT),
    ("R17", "Kom mandag 3. august 2026.", SILENT, SILENT),
    ("R18", "Kom kl. 16.", ERROR, ERROR),
    ("R18", "Kom klokken 16:30.", ERROR, ERROR),
    ("R18", "Kom halv fem.", ERROR, ERROR),
    ("R18", "Kom kvart i 5.", ERROR, ERROR),
    ("R18", "Kom 16.30.", ERROR, ERROR),
    ("R18", "Kom klokken 16.30.", SILENT, SILENT),
    ("R18", "Kom fra klokken 16.30 til 20.00.", SILENT, SILENT),
    ("R19", "Læs del IV.", ERROR, ERROR),
    ("R19", "Læs del 4 i dag.", SILENT, SILENT),
    ("R19", "Vil I med?", SILENT, SILENT),
    ("R20", "Kom (måske) i dag.", ERROR, WARNING),
    ("R20", "Kom og/eller ring.", ERROR, WARNING),
    ("R20", "Kom til jul, og ring.", SILENT, SILENT),
    ("R20", "Se på www.ishoej.dk/hjaelp.", SILENT, SILENT),
    ("R21", "HUSK NØGLEN i dag.", ERROR, ERROR),
    ("R21", "HUSK nøglen i dag.", SILENT, SILENT),
    ("R22", "Ring, hvis du er syg.", WARNING, SILENT),
    ("R22", "Ring, hvis du er syg, fordi du er kold.", ERROR, SILENT),
    ("R22", "Ring, hvis du er syg, fordi du er kold, når du går.", ERROR, ERROR),
    ("R22", "Du skal huske at ringe.", SILENT, SILENT),
    ("R22", "I dag er der mad.", SILENT, SILENT),
    ("R23", "Du kommer, du spiser, du går.", ERROR, SILENT),
    ("R23", "Anne, som bor her, kommer.", ERROR, ERROR),
    ("R23", "Ring til Anne, som bor her.", SILENT, SILENT),
    ("R24", "Naboens søsters hund gør.", WARNING, WARNING),
    ("R24", "Naboens hund gør.", SILENT, SILENT),
    ("R25", "Du kunne ringe.", WARNING, SILENT),
    ("R25", "Du kan ringe.", SILENT, SILENT),
    ("R26", "Kom nu. Vi spiser.", ERROR, SILENT),
    ("R26", "Kom nu, for vi spiser snart, og maden bliver ellers kold.", WARNING, SILENT),
    ("R26", "Kom nu.\nVi spiser.", SILENT, SILENT),
    ("R26", "Mandag: Vi spiser.", SILENT, SILENT),
    ("R26", "a\nb\nc\nd\ne\nf", WARNING, SILENT),
    ("R26", "a\nb\nc\nd\ne\nf\ng\nh", WARNING, WARNING),
    ("R27", "Vi har en meeting.", WARNING, WARNING),
    ("R27", "Vi har en sjov leg.", SILENT, SILENT),
    ("R28", "Vi iværksætter hjælpen.", ERROR, ERROR),
    ("R28", "Vi træffer en ny afgørelse.", SILENT, SILENT),
    ("R28", "Vi ringer med henblik på mad.", ERROR, ERROR),
    ("R28", "Vi starter hjælpen.", SILENT, SILENT),
    ("R30", "Borgeren skal ringe.", ERROR, SILENT),
    ("R30", "Du skal ringe til en beboer.", SILENT, SILENT),
    ("R31", "Vi ringer hurtigst muligt.", WARNING, WARNING),
    ("R31", "Vi ringer på fredag.", SILENT, SILENT),
    ("R32", "Ring til os, se nedenfor.", ERROR, ERROR),
    ("R32", "Ring til os.", SILENT, SILENT),
    ("R33", "Vi har en boilg.", WARNING, WARNING),
    ("R33", "Vi har en bolig.", SILENT, SILENT),
    ("R33", "Her bor Xzarina.", SILENT, SILENT),
    ("R34", "Vi tager hul på det.", WARNING, WARNING),
    ("R34", "Vi begynder på det.", SILENT, SILENT),
    ("R36", "Kom. Spis. Drik. Sov.", WARNING, SILENT),
    ("R36", "Kom. Spis. Drik. Sov. Kom. Spis.", WARNING, WARNING),
    ("R36", "Kom. Spis. Drik.", SILENT, SILENT),
    ("R36", "mad " * 51, WARNING, WARNING),
    ("R36", "mad " * 50, SILENT, SILENT),
    ("R39", "Køb mælk, brød og ost.", WARNING, WARNING),
    ("R39", "Køb mælk, brød, ost, te.", WARNING, WARNING),
    ("R39", "Køb mælk og brød.", SILENT, SILENT),
    ("R39", "Ja, mor og far kommer.", SILENT, SILENT),
    ("R39", "Hvis du kommer, ringer du og siger det.", SILENT, SILENT),
]

NINE_SHORT_WORDS = "Du kan få mad hos os i dag nu."
THIRTEEN_SHORT_WORDS = "Du kan få mad hos os i dag og en ny kop te."
LONG_WORDS_ONLY = "Velkommen hjemme."

PAGES = [
    # rule, lines, to residents, in the catalogue
    ("R02", [NINE_SHORT_WORDS] * 3, WARNING, SILENT),
    ("R02", [THIRTEEN_SHORT_WORDS] * 3, WARNING, WARNING),
    ("R02", ["Du kan få mad her."] * 3, SILENT, SILENT),
    ("R02", [THIRTEEN_SHORT_WORDS] * 2, SILENT, SILENT),
    ("R03", ["Du kan få kyllinger."] * 15, ERROR, WARNING),
    ("R03", ["Du får kyllinger."] * 20, ERROR, ERROR),
    ("R03", ["Du får kyllinger."] * 10, WARNING, WARNING),
    ("R03", ["Du får kyllinger."] * 2, SILENT, SILENT),
    ("R03", ["Du kan få mad her."] * 15, SILENT, SILENT),
    ("R04", ["Du kan få mad og kyllinger."] * 10, WARNING, SILENT),
    ("R04", ["Du får kyllinger."] * 10, WARNING, WARNING),
    ("R04", ["Du kan få mad her."] * 10, SILENT, SILENT),
    ("R29", ["Ring til din kontaktperson.", "Din støtteperson hjælper."], ERROR, ERROR),
    ("R29", ["Ring til din kontaktperson.", "Din kontaktperson hjælper."], SILENT, SILENT),
    ("R29", ["Din støtteperson hjælper."], SILENT, SILENT),
    ("R30", ["Anne kommer nu."] * 5, WARNING, SILENT),
    ("R30", ["Anne kommer nu."] * 4 + ["Anne hjælper dig."], SILENT, SILENT),
    ("R30", ["Anne kommer nu."] * 4, SILENT, SILENT),
    ("R35", [NINE_SHORT_WORDS] * 2, WARNING, SILENT),
    ("R35", [THIRTEEN_SHORT_WORDS] * 2, WARNING, WARNING),
    ("R35", [NINE_SHORT_WORDS, "Kom nu.", NINE_SHORT_WORDS], SILENT, SILENT),
]

HEADINGS = [
    # heading, lines, what R37 says
    ("Her kan du spise sammen med naboer", ["Kom."], WARNING),
    ("Her kan du spise", ["Kom."], SILENT),
    ("Spis sammen.", ["Kom."], WARNING),
    ("Spis sammen?", ["Kom."], SILENT),
    ("Spis sammen", ["Kom.", "spis sammen"], WARNING),
]

LINKS = [("Klik her", ERROR), ("Læs mere …", ERROR), ("her", ERROR), ("", ERROR), ("Læs mere om husleje", SILENT)]

DECISION = {
    "hvad": "Du får hjælp hver mandag.",
    "hvorfor": "Det er svært for dig at lave mad.",
    "hvad nu": "Anne kommer på mandag.",
    "klage": "Du kan klage.",
    "dato": "Du skal klage inden mandag den 4. januar.",
    "telefon": "Ring til Bo på telefon 12 34 56 78.",
}

IN_THE_TABLES = {rule for rule, *_ in LINES} | {rule for rule, *_ in PAGES}


def worst(findings, rule):
    """The worst that a rule says, or `SILENT`."""
    grades = {finding.severity for finding in findings if finding.rule == rule}
    return ERROR if ERROR in grades else WARNING if WARNING in grades else SILENT


@pytest.mark.parametrize(("rule", "line", "residents", "catalogue"), LINES)
def test_a_line_is_judged(rule, line, residents, catalogue):
    assert worst(check([line], Audience.RESIDENT).findings, rule) is residents
    assert worst(check([line], Audience.CATALOGUE).findings, rule) is catalogue


@pytest.mark.parametrize(("rule", "lines", "residents", "catalogue"), PAGES)
def test_a_page_is_judged(rule, lines, residents, catalogue):
    assert worst(check(lines, Audience.RESIDENT).findings, rule) is residents
    assert worst(check(lines, Audience.CATALOGUE).findings, rule) is catalogue


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("heading", "lines", "says"), HEADINGS)
def test_a_heading_is_judged(heading, lines, says, audience):
    report = check(lines, audience, heading=heading)
    assert worst(report.findings, "R37") is says
    assert all(finding.line == HEADING for finding in report.findings if finding.rule == "R37")


@pytest.mark.parametrize(("text", "says"), LINKS)
def test_a_link_says_where_it_goes(text, says):
    assert worst(check_link_text(text), "R38") is says


def test_a_decision_with_all_its_parts_is_complete():
    assert check_required_blocks(DECISION) == []


@pytest.mark.parametrize("name", REQUIRED_BLOCKS)
def test_a_decision_without_one_of_its_parts_is_an_error(name):
    (missing,) = check_required_blocks({**DECISION, name: " "})
    assert (missing.rule, missing.severity, missing.words) == ("R40", ERROR, name)


def test_a_telephone_without_a_number_is_missing():
    assert worst(check_required_blocks({**DECISION, "telefon": "Ring til Bo."}), "R40") is ERROR


def test_every_rule_of_the_standard_is_here():
    rules = [f"R{number:02}" for number in range(1, 41)]
    assert sorted({row[:3] for row in LIMITS}) == rules
    assert sorted(IN_THE_TABLES | {"R37", "R38", "R40"}) == rules


@pytest.mark.parametrize("column", [2, 3], ids=["residents", "catalogue"])
def test_every_rule_is_seen_to_fire_and_seen_to_be_silent(column):
    never_in_the_catalogue = {"R14", "R25", "R30"} if column == 3 else set()
    says = {rule: {row[column] for row in (*LINES, *PAGES) if row[0] == rule} for rule in IN_THE_TABLES}
    assert {rule for rule, seen in says.items() if seen == {SILENT}} == never_in_the_catalogue
    assert all(SILENT in seen for seen in says.values())


def test_a_finding_quotes_explains_and_suggests():
    (finding,) = check(["Tag f.eks. kage med."], Audience.CATALOGUE).findings
    assert (finding.line, finding.start, finding.end, finding.words) == (0, 4, 10, "f.eks.")
    assert finding.reason == '"f.eks." er en forkortelse. Skriv hele ordet.'
    assert finding.better == ("for eksempel",)


def test_a_slip_of_the_finger_gets_the_word_that_was_meant():
    (finding,) = check(["Vi har en boilg."], Audience.CATALOGUE).findings
    assert "bolig" in finding.better


def test_a_finding_in_the_second_sentence_points_into_the_line():
    found = check(["Kom nu.  Brevet sendes i dag."], Audience.CATALOGUE).findings
    assert [(finding.start, finding.end, finding.words) for finding in found] == [(16, 22, "sendes")]


def test_the_words_of_a_heading_are_judged_too():
    found = check(["Kom."], Audience.RESIDENT, heading="Vedrørende mad").findings
    assert ("R28", HEADING, "Vedrørende") in {(finding.rule, finding.line, finding.words) for finding in found}


def test_the_page_comes_before_its_lines():
    report = check(["Man skal nu.", *["Anne kommer nu."] * 4], Audience.RESIDENT)
    assert [finding.line for finding in report.findings] == sorted(finding.line for finding in report.findings)
    assert report.findings[0].line == PAGE


def test_names_are_left_alone_by_the_rules_about_words():
    line = "Xzarinas hund kommer."
    assert worst(check([line], Audience.RESIDENT).findings, "R33") is WARNING
    assert check([line], Audience.RESIDENT, names=["Xzarina Bo"]).findings == ()
