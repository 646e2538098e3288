"""Presence: who is here now, who comes, and when – or that nobody knows.

A *place* has *weekly hours*; a *change* is a closure, other hours or a move on some days; an *absence* is somebody of
the staff who cannot come, with or without a *substitute*. A *red day* is a public holiday, or a day that is kept as
one. An *opening* is a stretch of time somebody is there, whatever it is made of. An *arrival* is "Jeg er her", and
ends with "Jeg er gået". A *check* is somebody saying that the timetable is right; it makes the *answer* fresh for as
long as the place says. An answer that is not fresh is "vi ved det ikke".
"""
