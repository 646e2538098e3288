"""Is this text easy to read? Forty rules for Danish, for two kinds of readers, in plain Python.

`line.Line` is one sentence with one picture. `report.check` reads a page of lines and says what is hard, where, why and
what to write instead. The rules are the table R01–R40 in `thresholds`; the words they look for are in `content/words/`.
"""
