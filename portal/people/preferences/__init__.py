"""How somebody reads: the size of the text, calm colours, pictures, the voice and its speed.

A *topic* is one thing one can choose ("Teksten"), an *option* one of its answers ("Stor tekst"). What is chosen is
kept per person and works at once on every page; whoever is not signed in reads as the house reads.
"""
