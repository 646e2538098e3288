"""Letters by e-mail.

A *letter* is queued in the outbox in the same transaction as what it tells of, and sent later by whoever sweeps: a
crash between the two loses nothing. The *transport* is a mail server, or in the demo a folder.
"""
