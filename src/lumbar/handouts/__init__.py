"""The plan on paper: a tagged PDF with drawings, for the wall beside the mat and for hands without a phone."""
