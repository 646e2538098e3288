"""From a concept to one picture, the same everywhere in the portal.

A *pictogram* is a drawing with a key (`coffee`) and a Danish label ("kaffe"). Most come from OpenMoji, some
we drew ourselves, and a few are an OpenMoji drawing with our red ring over it ("uden svinekød").
"""
