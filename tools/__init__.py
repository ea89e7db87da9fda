"""Scripts for those who work on lumbar."""
