"""Checking: what is wrong with a package, where, and what to do about it."""
