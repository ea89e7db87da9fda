"""lumbar: guided home exercise for low-back pain, self-hosted."""

__version__ = "0.1.0"
