"""The desktop program of the secretary of a Vietnamese staff conference."""

__version__ = "0.1.0"
