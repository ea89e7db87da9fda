"""The nouns every other room speaks in. Standard library only; no I/O, no clock, no randomness."""
