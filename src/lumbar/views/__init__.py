"""What is shown: stored documents and movements, turned into the answers of the HTTP contract."""
