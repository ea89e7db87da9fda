"""One session rather than a week: made to fit the time there is, changed in place, or made beside the plan."""
