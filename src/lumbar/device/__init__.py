"""The app on a device whose server is out of reach: the same use cases over a copy held in memory."""
