"""Notices: one sentence to one person about something that has happened ("Du har fået en plads.").

A notice is told once, stands on the first page until the person says that she has seen it, and is over after its last
day. What it says is a sentence of the interface and the *facts* for its gaps, so that it is read in the reader's
language, and with the day in words as they are true when it is read.
"""
