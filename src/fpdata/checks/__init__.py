"""Check packages: every row against its model, every key and reference, and the rules across records."""
