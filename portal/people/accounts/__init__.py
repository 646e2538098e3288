"""How staff get in: through the kommune's own sign-in, or with an account of the portal's own where there is none.

A *provider* is that sign-in (OpenID Connect); an *identity* is what it calls somebody, by issuer and subject. An
*account* is a user name and a password kept here. A *try* is a password that has been typed; it counts as wrong until
it turns out to be right.
"""
