"""Reads the folder content/ into frozen documents and checks them.

A *document* is one TOML file as a frozen dataclass. A *line* is a sentence and its picture. A *site* is
one face of the installation, chosen by host name. A *template* is what an agreement of one kind starts as.
A *topic* is one answer to "hvad gør jeg nu?". The *demo* is invented people and their agreements.
"""
