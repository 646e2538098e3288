"""A PDF as somebody meets it who cannot see it: what is said, in which order, and as what."""

import re

import pikepdf


def lines_on(pdf: pikepdf.Pdf) -> list[str]:
    """What is written on the pages, in reading order."""
    return [line for page in pdf.pages for line in _lines(page)]


def tags_of(pdf: pikepdf.Pdf) -> list[str]:
    """Headings and paragraphs in reading order: H1, P, H2 …"""
    return [tag for tag in _tags(pdf.Root.StructTreeRoot.K) if tag[0] in "HP"]


def _lines(page: pikepdf.Page) -> list[str]:
    said, known = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = page.Resources.Font[str(operands[0])].ToUnicode.read_bytes().decode()
            known = dict(re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", letters, re.I))
        elif str(operator) in ("Tj", "TJ"):
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            glyphs = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String)).hex().upper()
            codes = [glyphs[place : place + 4] for place in range(0, len(glyphs), 4)]
            said.append("".join(bytes.fromhex(known[code]).decode("utf-16-be") for code in codes).strip())
    return said


def _tags(element: pikepdf.Object) -> list[str]:
    if isinstance(element, pikepdf.Array):
        return [tag for each in element for tag in _tags(each)]
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [str(element.S).removeprefix("/"), *(_tags(element.K) if "/K" in element else [])]
