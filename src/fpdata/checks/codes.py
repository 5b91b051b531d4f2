"""Every issue code: its severity, what is wrong, why it matters, and how to fix it.

Codes are stable. The first word is the group: package, file, row (one cell or one record), key,
rule (several cells or records) and quality.
"""

from __future__ import annotations

from fpdata.checks.code_info import CodeInfo, Severity
from fpdata.checks.rule_codes import RULE_CODES

__all__ = ["CODES", "CodeInfo", "Severity"]

_W = Severity.WARNING
_ALL = (
    # The package as a whole.
    CodeInfo(
        "package-descriptor",
        "Descriptor missing or unreadable",
        "Tools find the tables of a Data Package through its datapackage.json.",
        "Run 'fpdata schema' to regenerate it from the models.",
    ),
    CodeInfo(
        "package-resource",
        "Descriptor resources do not match the tables",
        "Each table must be listed as one resource, or readers miss it.",
        "Run 'fpdata schema' to regenerate the descriptor from the models.",
    ),
    CodeInfo(
        "package-path",
        "Path points outside the package",
        "A remote path, a path that leaves the folder or a symbolic link could reach any file, so it is never opened.",
        "Keep the file in datasets/ and refer to it by its relative path.",
    ),
    # A file.
    CodeInfo(
        "file-missing",
        "Table file is missing",
        "Every table has a file, even if it holds only a header.",
        "Restore the file, or create it with the header listed in datapackage.json.",
    ),
    CodeInfo(
        "file-extra",
        "Unknown file in datasets/",
        "A misnamed table would silently be left out of every export.",
        "Move the file out of datasets/, or rename it after its table.",
    ),
    CodeInfo(
        "file-unreadable",
        "File cannot be read",
        "None of its records could be checked.",
        "Make sure that it is a regular file and that you have permission to read it.",
    ),
    CodeInfo(
        "file-encoding",
        "Not CSV in UTF-8",
        "Spreadsheets offer 'Unicode text' (UTF-16) and workbooks next to CSV; no record of such a file can be read.",
        "Save it as CSV in UTF-8, with commas between the cells, or run 'fpdata fmt --from-spreadsheet'.",
    ),
    CodeInfo(
        "file-bom",
        "Byte order mark",
        "Many readers treat it as part of the first column's name.",
        "Save the file as UTF-8 without a BOM, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "file-line-ends",
        "Non-LF line endings",
        "With LF as the only line ending, a diff shows only the records that changed.",
        "Save the file with LF line endings and a final newline, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "file-quotes",
        "Unbalanced quotes",
        "After an unbalanced quote, record boundaries are ambiguous, so the rest of the file was not checked.",
        "Close the quote; write a quote inside a quoted cell as two quotes.",
    ),
    CodeInfo(
        "file-header",
        "Wrong header",
        "Columns are found by name, so a wrong header would shift or lose values.",
        "Write the table's columns in their documented order as the first line; if a spreadsheet changed it, run "
        "'fpdata fmt --from-spreadsheet'.",
    ),
    CodeInfo(
        "file-order",
        "Records not sorted by key",
        "In a sorted file, a diff shows only the records that changed.",
        "Run 'fpdata fmt'.",
        _W,
    ),
    CodeInfo(
        "file-emptied-column",
        "Column emptied since the last commit",
        "A spreadsheet or a script that drops a column loses every value in it, and empty cells are valid. Only "
        "'fpdata check' in a git clone finds it: it compares with the last commit, or with the revision of --since.",
        "Take the file back with git, or run 'fpdata fmt --from-spreadsheet'; commit if the values are meant to go.",
        _W,
    ),
    # A cell or record.
    CodeInfo(
        "row-blank-line",
        "Blank line",
        "Some readers skip blank lines and others read them as records.",
        "Delete the line, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "row-header",
        "Header repeated",
        "Where files are joined, the header of the second one becomes a line among the records.",
        "Delete the line, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "row-quotes",
        "Quote in an unquoted cell",
        "RFC 4180 allows quotes only in quoted cells, so readers disagree on what such a cell holds.",
        "Put the cell in quotes and double each quote inside it, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "row-cell-count",
        "Wrong number of cells",
        "The values would end up in the wrong columns; the usual cause is an unquoted comma.",
        "Put any text that contains a comma in quotes, and give every column one cell.",
    ),
    CodeInfo(
        "row-required",
        "Required cell is empty",
        "The record is incomplete without it.",
        "Fill it in as a source gives it; if no source does, leave the record out.",
    ),
    CodeInfo(
        "row-encoding",
        "Invalid UTF-8",
        "The text cannot be decoded reliably.",
        "Save the file as UTF-8 and make sure that the cell reads as intended, or run 'fpdata fmt --from-spreadsheet'.",
    ),
    CodeInfo(
        "row-characters",
        "Invisible or undefined characters",
        "Characters that cannot be seen (controls, default-ignorable and blank ones, stray joiners and variation "
        "selectors) mislead readers; private use and unassigned ones mean nothing to others. Unassigned is what the "
        "running Python does not know: Unicode 14.0 in Python 3.11, newer in newer ones.",
        "Delete them, and keep the text on one line.",
    ),
    CodeInfo(
        "row-nfc",
        "Text not in Unicode NFC",
        "Texts that look the same must also compare as equal.",
        "Run 'fpdata fmt'.",
    ),
    CodeInfo(
        "row-script",
        "Mixed scripts in one word",
        "A Cyrillic or Greek letter that looks Latin makes a name impossible to find, or passes it off as another.",
        "Retype the word in one script; record a name in another script in the names table.",
    ),
    CodeInfo(
        "row-placeholder",
        "Remains of a spreadsheet or a data frame",
        "#N/A, Err:502, NaN, NULL, None or ~ stand for a missing value, 1.23E+17 and 3-Apr for another one, _x000D_ for a character, and look like text.",
        "Type the value again with the column formatted as text, or empty the cell; 'fpdata fmt --from-spreadsheet' restores what was committed.",
    ),
    CodeInfo(
        "row-formula",
        "Text that a spreadsheet would run as a formula",
        "Spreadsheets run text that starts with =, +, - or @ as a formula, which can fetch or send data.",
        "Put a quotation in quotation marks (“@…”) and a title in brackets; write a handle without @ and a minus sign in words.",
    ),
    CodeInfo(
        "row-whitespace",
        "Leading or trailing whitespace",
        "Whitespace makes equal values differ and empty cells look filled.",
        "Delete the whitespace; leave the cell empty if nothing is recorded.",
    ),
    CodeInfo(
        "row-length",
        "Text too long",
        "A cell this long is usually a mistake, and quotations must be short.",
        "Shorten the text; quote only the few words that the record needs.",
    ),
    CodeInfo(
        "row-id",
        "Invalid id",
        "Ids are permanent, typed by hand and used in URLs, so they consist of lower-case letters, digits and single hyphens, at most 96 characters.",
        "Write it like marco-rubio or 2025-11-23-geneva-talks.",
    ),
    CodeInfo(
        "row-date",
        "Invalid date",
        "Dates follow EDTF levels 0 and 1, which can express uncertain and partly unknown dates.",
        "Write it like 2025-11-18, 2025-11, 1884?, 2025-11-16~, 194X or 2025-10-24/2025-10-26.",
    ),
    CodeInfo(
        "row-code",
        "Unknown code",
        "Codes are compared and counted, and the data dictionary defines each one.",
        "Use one of the listed codes, or propose a new one.",
    ),
    CodeInfo(
        "row-url",
        "Invalid web address",
        "Readers open these addresses, so they must start with http or https and contain no user name or password.",
        "Copy the address from the page; leave the cell empty if there is none.",
    ),
    CodeInfo(
        "row-language",
        "Invalid language tag",
        "Languages are BCP 47 tags.",
        "Write it like en, uk, ru or zh-Hant.",
    ),
    CodeInfo(
        "row-integer",
        "Invalid number",
        "Numbers are sorted and compared as numbers.",
        "Write a whole number from 1 to 999999, in digits alone.",
    ),
    # Keys and references.
    CodeInfo(
        "key-duplicate",
        "Duplicate key",
        "An id identifies exactly one record, permanently.",
        "Merge the two records, or give one of them a new id.",
    ),
    CodeInfo(
        "key-reference",
        "Reference to a missing record",
        "The record cannot be joined, followed or verified without the one it refers to.",
        "Correct the id, or add the missing record; if an id was changed by hand, change it back and run 'fpdata rename'.",
    ),
    CodeInfo(
        "key-record",
        "Reference to an unknown table, record or column",
        "Citations, corrections, redirects and judgements refer to a record by its table and its id.",
        "Write the name of the table and the key of the record; join the parts of a longer key with '/'.",
    ),
    CodeInfo(
        "key-redirected",
        "Reference to a retired id",
        "The record has a new id, or was withdrawn; the old id only redirects.",
        "Use the new id; if there is none, refer to another record or remove the reference.",
    ),
    CodeInfo(
        "key-reused",
        "Retired id in use",
        "A released id never changes its meaning, because other data sets refer to it.",
        "Give the new record a different id.",
    ),
    CodeInfo(
        "key-lost",
        "Released id is lost",
        "Every released id must resolve: to its record, to its replacement, or to its withdrawal.",
        "Restore the record, or retire it with 'fpdata rename', 'fpdata merge' or 'fpdata withdraw'.",
    ),
    *RULE_CODES,
)

#: Every code, in documentation order.
CODES: dict[str, CodeInfo] = {info.code: info for info in _ALL}
