"""How the portal says no."""


class Refused(Exception):
    """A rule says no. The reason is one easy Danish sentence that tells the person what to do now.

    The web translates it and shows it as a friendly page or in the swapped card, with status 409,
    and discards what was begun.
    """

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def N_(sentence: str) -> str:
    """Mark a sentence for translation where there is no request to translate it in (gettext's usual name)."""
    return sentence
