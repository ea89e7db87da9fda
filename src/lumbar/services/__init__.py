"""Use cases: gather what a decision needs, have `care` decide, store what came of it.

No rule lives here, and no adapter is known here: storage, time and ids come in through the ports.
"""
