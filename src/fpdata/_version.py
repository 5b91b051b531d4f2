"""The version of the data and of the code: one number, kept here alone."""

__version__ = "0.1.0"
