"""What all importers share: the way from the files of a source to the rows of a package.

1. The reader of a source (`pocom.reader`, …) parses its files with `parsing` and returns a batch (`source`) of
   drafts (`draft`): rows with references to be resolved, each with the locator of its upstream record.
2. `run` loads the package (`store`, whose rows are on disk: `row_table`), merges the actors that people judged the same (`apply_judgements`), and
   upserts the drafts in order: persons with `persons`, which matches them by `person_index`; all others with
   `upsert`, which finds the row that a draft belongs to by its locator (`imported_rows`) and resolves the
   references (`resolve`).
3. `corrections` of upstream errors are applied on the way. Whatever people should review is reported as `findings`.
"""
