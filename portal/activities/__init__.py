"""Aktivitetsoverblikket: everything that goes on for older citizens and residents, found in three taps or by one call.

The words of the house: an *organiser* offers an *activity* at a *venue*. An activity has *rules* of when it is, with
*changes* (not this Wednesday, another hour, moved), and a season; the *occurrences* of the weeks ahead are rows, so
that one can ask for a day. It is a draft, published or ended, and somebody has *confirmed* it on a day. Its code of
three signs ("A17") is never used for anything else.
"""
