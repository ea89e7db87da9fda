"""Signals: from what a pose model found in a picture to named numbers over time."""
