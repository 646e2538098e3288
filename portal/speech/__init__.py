"""Read aloud: a shown sentence becomes a sound file and the moments at which its words are spoken.

Words of this package: a sentence is *shown* on the page and *spoken* by the voice (`danish`, `spoken`); the *engine*
renders speech in a *worker* process (`engine`, `worker`, `driver`); the *store* keeps *sounds* on disk (`store`,
`mp3`); a *token* is the sealed text that makes a sound's address (`tokens`, `views`).

What a *house* says its own way: a *correction* says how a word is said (`Pronunciation`), a *recording* is a member of
staff's own voice for one sentence (`recording`, `loudness`, `Recording`). Each change begins a new *edition* (`house`),
which gives every sound a new address.
"""
