"""Writing and publishing, shared by every feature.

A *manuscript* is what staff are writing about a *subject* (one agreement, one menu): a title and a list of *lines*.
A *kind* (`kinds.Kind`) is what a feature says about its subjects; the rest of this package knows no feature.
A manuscript is kept at every change, checked, seen with the reader's eyes, and then *published*: the feature makes it
what the resident meets, and the manuscript is gone. What happened stands in the subject's *history*.
"""
