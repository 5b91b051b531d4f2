"""Countries and territories, from gsh and country-codes."""
