"""What an agreement can begin with: a template's points as the words of wordings."""

from portal.agreements.actions import Words
from portal.content.agreement_templates import TemplateLine, TemplatePoint


def words_of(point: TemplatePoint) -> Words:
    """A template's point as the words of a wording."""
    question = point.question
    return {
        **_line("sentence", "picture", point.line),
        **_line("why", "why_picture", point.why),
        **_line("goes_wrong", "goes_wrong_picture", point.goes_wrong),
        **_line("helper", "helper_picture", point.helper),
        **_line("question", "question_picture", question.line if question else None),
        **_line("explained", "explained_picture", question.explained if question else None),
        "answer": question.answer if question else None,
    }


def _line(sentence: str, picture: str, line: TemplateLine | None) -> Words:
    return {sentence: line.sentence, picture: line.picture} if line else {sentence: "", picture: None}
