"""Read and write packages: find one, read its CSV files, write them in canonical form, change several files at once."""
