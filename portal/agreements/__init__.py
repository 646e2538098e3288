"""Agreements: what a resident and the house have agreed, point by point, in words she has understood.

An *agreement* has *versions*; a *version* has *points* in order. A point keeps its identity through the versions,
its *wording* is what one version says of it. An *answer* is what the resident said to a wording. A *talk* is a
meeting of people about a version, with or without a yes. A *wish* is "Jeg vil ændre aftalen".
"""
