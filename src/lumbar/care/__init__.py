"""Screening, planning, progression: one input value in, one outcome with its reasons out.

Pure: no clock, no I/O, no randomness, standard library only, so that the same decisions are made on the
server, on the command line and in the browser. Any decision can be computed again from its stored input.
"""
