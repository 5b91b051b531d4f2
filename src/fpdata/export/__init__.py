"""Export a package: Arrow and Parquet tables, the views, and the verification of what was written."""
