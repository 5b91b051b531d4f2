"""Editing: add, change, rename, merge and withdraw records; each change is checked as a whole before it is written."""
