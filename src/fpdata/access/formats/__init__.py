"""Writers of the formats of other programs, one module each."""
