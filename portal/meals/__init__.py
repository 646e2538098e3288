"""Meals: dinner together, by sign-up.

A *dinner* is an evening with a number of *chairs*, a *deadline* and a *menu*; residents meet it when it is *announced*.
A *sign-up* is one head: somebody's own reply, or a *guest* she brings. A sign-up that wants a chair has one, or is in
*line*; the line moves up by itself, in order. "Måske" keeps its chair until the deadline, and no longer. After the
deadline one *asks the kitchen*. A *habit* is a standing yes for a weekday. What somebody does not eat is her *diet*;
a *clash* is a menu with something in it that somebody at the table does not eat. A *paper list* is what hangs in the
stairwell, with a short code for each row, until staff key it in.
"""
