"""Importing: records of public data sets become rows of our tables, again and again, with the same result."""
