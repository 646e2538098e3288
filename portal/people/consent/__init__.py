"""Relatives, and what each resident lets them see.

A *relation* is what somebody is to a resident: proposed by staff, ended by staff. A *topic* is what there can be to
see: staff's hours, dinners, activities, agreements. A *consent* is the resident's own answer to one topic, with a last
day; staff can ask for it, only the resident can give it, and it is looked up at every request. A *mail link* lets a
relative in once; a *feed key* is the secret in the address of her calendar.
"""
