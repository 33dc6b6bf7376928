"""factcheck: the checking desk in one file."""

__version__ = "0.1.0"
