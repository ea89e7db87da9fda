"""Movement files, sources and words -> a Catalogue. Reads nothing but its own packaged files."""
