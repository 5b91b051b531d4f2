"""Import public data sets into a package. Importing again changes nothing, and rows entered by hand are kept."""
