"""People and how they get in: residents, staff, relatives; devices, cards, keys, sessions; who may; who looked.

A *card* is a resident's QR card. A *device* is an enrolled tablet or phone: shared (the common flat's) or
personal (one resident's). A *visit* is a signed-in session, a row that can be ended from here. *Trust* says how
sure we are: 1 may see, 2 may act and see private things, 3 is staff.
"""
