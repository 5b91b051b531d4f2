"""The static site: one page for every record, the questions that readers ask, and the docs, made from the database.

`python -m fpdata.site` writes it; `build_site` is the same from Python. It needs the extra `site` and a clone.
"""
