"""Persons of the publications of the Office of the Historian."""
