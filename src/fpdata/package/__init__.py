"""Reading and writing: find a package, read its CSV files, write them in canonical form, change several files as one."""
