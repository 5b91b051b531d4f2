"""The version of the data and of the code: one number, defined only here."""

__version__ = "0.2.0"
