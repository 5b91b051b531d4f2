"""Reading: a package and its CSV files, and the canonical form in which they are written."""
