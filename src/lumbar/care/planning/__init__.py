"""Planning a week: what is allowed, how much of it, on which days, and what had to be left out."""
