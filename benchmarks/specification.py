"""The checks as plain data: what a peer needs to know of the tables, written beside each generated package.

A peer reads this file and not the models, so that its time is its own: importing the models takes pydantic a third of a
second, which somebody who writes such checks by hand does not spend.
"""

from __future__ import annotations

from typing import Any

from fpdata.checks.rows.quality import LABELS
from fpdata.model.characters import FORBIDDEN_CHARACTERS
from fpdata.model.tables import TABLES
from fpdata.model.text_checks import CONFUSABLE_SCRIPTS, FORMULA_PREFIXES

#: The name of the file in the folder of a package.
FILE = "specification.json"


def specification() -> dict[str, Any]:
    """Return every table with its key and columns, and what no text may hold."""
    return {
        "forbidden": FORBIDDEN_CHARACTERS,
        "formula": "".join(FORMULA_PREFIXES),
        "scripts": [CONFUSABLE_SCRIPTS[script].pattern for script in ("Latin", "Greek", "Cyrillic")],
        "labels": LABELS.pattern,
        "tables": {
            table.name: {
                "key": list(table.key),
                "columns": [
                    {
                        "name": column.name,
                        "kind": column.kind,
                        "nullable": column.nullable,
                        "codes": [str(code) for code in column.codes] if column.codes else None,
                        "marked": [str(code) for code in column.codes if code.marked] if column.codes else None,
                        "pattern": column.pattern,
                        "max_length": column.max_length,
                        "references": column.target_table or None,
                        "prose": column.prose,
                        "may_be_open": column.kind == "edtf" and bool((column.pattern or "").endswith(r"|\.\.)")),
                    }
                    for column in table.columns
                ],
            }
            for table in TABLES.values()
        },
    }
