"""The row engine: validate record by record. The other engines must find exactly what this one finds."""
