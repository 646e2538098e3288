"""Beboermøde: from an idea told in one's own way to a promise that is kept.

The words of the house: an *idea* is told in *pieces* (voice, photo, drawing, text, pictures), which are never changed;
until it is sent they are its author's draft. Staff make a *wording* of it, the author approves. Then it is *heard* and
has a life of *steps*: heard → talked about → yes, no or later → done. Others may *support* it ("God idé"). A *meeting*
has an *agenda* of *items*; in meeting mode one item is on the screen, and people show *cards*. When it is closed its
*minutes* exist. A *complaint* ("Noget er ikke godt") is told in pieces too, to one person, and has the same life. A
*survey* is answered once by each, and belongs to nobody.
"""
