"""The table of how people read."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.people.models import words
from portal.people.preferences.rules import Speed, TextSize, Voice


class Preference(Base):
    """How one person reads. Whoever has chosen nothing has no row."""

    __tablename__ = "preference"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    text_size: Mapped[TextSize] = mapped_column(words(TextSize), default=TextSize.NORMAL)
    calm: Mapped[bool] = mapped_column(default=False)
    pictures: Mapped[bool] = mapped_column(default=True)
    voice: Mapped[Voice] = mapped_column(words(Voice), default=Voice.HOUSE)
    speed: Mapped[Speed] = mapped_column(words(Speed), default=Speed.NORMAL)
