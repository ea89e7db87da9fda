"""The figure: the body that shows a movement, and how it is posed and drawn."""
