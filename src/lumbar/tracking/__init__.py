"""Tracking: what a person does, told from landmarks as they come."""
