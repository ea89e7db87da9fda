"""The plan as a calendar file, in the form every calendar reads (iCalendar, RFC 5545)."""
