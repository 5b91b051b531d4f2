"""Every issue code: how grave it is, what it means, why it matters, and how to fix it.

Codes are stable. The first word groups them: package, file, row (one cell or record), key, rule
(across cells and records) and quality.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave an issue is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class CodeInfo:
    """What a code stands for: a page of the documentation in four sentences."""

    code: str
    title: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR


_W = Severity.WARNING
_ALL = (
    # The package as a whole.
    CodeInfo(
        "package-descriptor",
        "The descriptor is missing or unreadable",
        "Tools find the tables of a Data Package by its datapackage.json.",
        "Run 'fpdata schema' to write it anew from the models.",
    ),
    CodeInfo(
        "package-resource",
        "The descriptor's resources are not the tables",
        "One table is one resource, so that every reader finds every table.",
        "Run 'fpdata schema' to write the descriptor anew from the models.",
    ),
    CodeInfo(
        "package-path",
        "A path leaves the package",
        "A package must be readable where it lies: a remote path, a path out of the folder or a symbolic link could reach anything, and is never opened.",
        "Keep the file in datasets/ and name it by its relative path.",
    ),
    # A file.
    CodeInfo(
        "file-missing",
        "A table's file is missing",
        "Every table has its file, if only with a header.",
        "Restore the file, or create it with the header that 'fpdata schema' lists.",
    ),
    CodeInfo(
        "file-extra",
        "A file that is no table",
        "A misnamed file would silently be left out of every export.",
        "Move it out of datasets/, or name it after its table.",
    ),
    CodeInfo(
        "file-unreadable",
        "A file cannot be read",
        "Nothing in it could be checked.",
        "See that it is a regular file that you may read.",
    ),
    CodeInfo(
        "file-bom",
        "Byte order mark",
        "It sticks to the name of the first column in many readers.",
        "Save as UTF-8 without BOM, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "file-line-ends",
        "Foreign line ends",
        "A file has one kind of line end, LF, so that a changed record is a changed line.",
        "Save with LF line ends and a last line end, or run 'fpdata fmt'.",
    ),
    CodeInfo(
        "file-quotes",
        "Quotes that do not pair",
        "From here on nobody can tell where a record begins, so the rest of the file was not checked.",
        "Close the quote; write a quote inside a quoted cell twice.",
    ),
    CodeInfo(
        "file-header",
        "The header is not the table's",
        "Columns are found by name; a wrong header would shift or lose values.",
        "Write the columns of the table, in their order.",
    ),
    CodeInfo(
        "file-order",
        "Records are not sorted",
        "Sorted by primary key, a change shows as the change it is.",
        "Run 'fpdata fmt'.",
        _W,
    ),
    # A cell or record.
    CodeInfo(
        "row-blank-line", "Blank line", "It is no record, and readers disagree whether to skip it.", "Delete the line."
    ),
    CodeInfo(
        "row-cell-count",
        "Too many or too few cells",
        "Cells would stand under the wrong column; often a comma is not quoted.",
        "Count the commas; put a text with a comma in quotes.",
    ),
    CodeInfo(
        "row-required",
        "A required cell is empty",
        "The record says too little without it.",
        "Fill it from the source; if no source says it, the record does not go in.",
    ),
    CodeInfo(
        "row-encoding",
        "Bytes that are not UTF-8",
        "The text cannot be read for certain.",
        "Save the file as UTF-8 and see that the cell reads as meant.",
    ),
    CodeInfo(
        "row-characters",
        "Invisible characters",
        "Control, bidirectional and zero-width characters cannot be seen and can mislead.",
        "Delete them; write the text on one line.",
    ),
    CodeInfo(
        "row-nfc",
        "Not in Unicode NFC",
        "One text has one form, or two equal names are not equal to a program.",
        "Run 'fpdata fmt'.",
    ),
    CodeInfo(
        "row-script",
        "Letters of two scripts in one word",
        "A Cyrillic or Greek letter that looks like a Latin one makes a name that nobody finds, or another's name.",
        "Type the word anew in one script; a name in another script is a row of names.",
    ),
    CodeInfo(
        "row-formula",
        "A spreadsheet would run it",
        "A text that begins with =, +, - or @ is a formula to a spreadsheet, and can fetch or send data.",
        "Put a quotation that begins so in quotation marks (“@…”), a title in brackets; write a handle without @, and minus in words.",
    ),
    CodeInfo(
        "row-whitespace",
        "Blanks around a value",
        "A cell of blanks is not empty, and a blank at its edge makes two of one value.",
        "Delete the blanks; leave a cell empty where nothing is recorded.",
    ),
    CodeInfo(
        "row-length",
        "Too long",
        "A cell of this length is most likely an accident, and no quotation.",
        "Shorten it; words of others are quoted in few words only.",
    ),
    CodeInfo(
        "row-id",
        "Not an id",
        "Ids are permanent, typed by hand and part of addresses: lower-case letters, digits and single hyphens, at most 96.",
        "Write it as marco-rubio or 2025-11-23-geneva-talks.",
    ),
    CodeInfo(
        "row-date",
        "Not a date",
        "Dates are EDTF, levels 0 and 1, so that what is unknown of a date can be said and computed.",
        "Write 2025-11-18, 2025-11, 1884?, 2025-11-16~, 194X or 2025-10-24/2025-10-26.",
    ),
    CodeInfo(
        "row-code",
        "Not a code of the list",
        "Codes are compared and counted; the list says what each means.",
        "Take a code of the list; where none fits, propose one.",
    ),
    CodeInfo(
        "row-url",
        "Not a web address",
        "Addresses are opened by readers: http or https, no user name, no password.",
        "Copy the address from the page; leave it empty where none is known.",
    ),
    CodeInfo("row-language", "Not a language tag", "Languages are BCP 47 tags.", "Write en, uk, ru or zh-Hant."),
    # Keys and references.
    CodeInfo(
        "key-duplicate",
        "A key is used twice",
        "An id names one record, and keeps naming it.",
        "Merge the two records, or give one another id.",
    ),
    CodeInfo(
        "key-reference",
        "A reference to nothing",
        "The record it names is in no file, so the statement has no support.",
        "Correct the id, or add the record it names.",
    ),
    CodeInfo(
        "key-redirected",
        "A reference to a retired id",
        "The record moved; its old id only redirects.",
        "Use the new id.",
    ),
    CodeInfo(
        "key-reused",
        "A retired id is in use again",
        "A released id keeps its meaning for ever; data sets of others hold it.",
        "Give the new record another id.",
    ),
    CodeInfo(
        "key-lost",
        "A released id that is gone",
        "Every id that was ever released resolves: to its record, to the one that took its place, or to its withdrawal.",
        "Restore the record, or retire it by 'fpdata rename', 'fpdata merge' or 'fpdata withdraw'.",
    ),
    # Rules across cells and records.
    CodeInfo(
        "rule-period",
        "A period that ends before it starts",
        "One of the dates is wrong.",
        "Correct the dates; an unknown end is empty, one that goes on is '..'.",
    ),
    CodeInfo(
        "rule-birth",
        "Before birth",
        "Nobody speaks, acts or takes office before being born.",
        "Correct the date, or the actor: it may be another of the same name.",
    ),
    CodeInfo(
        "rule-death",
        "After death",
        "A role cannot go on, nor begin, after its holder died.",
        "Correct the date of death, or give the role its end.",
    ),
    CodeInfo(
        "rule-cycle",
        "A chain that closes on itself",
        "A thing cannot be part, copy, version, source or successor of itself.",
        "Break the chain where a reference is wrong.",
    ),
    CodeInfo(
        "rule-redirect",
        "A redirect that leads nowhere",
        "Every id that was ever released resolves to a record or to its withdrawal.",
        "Point the redirect at a live id, or leave new_id empty.",
    ),
    CodeInfo(
        "rule-overlapping-holders",
        "Two holders of one seat",
        "An office with one seat has one holder at a time, besides acting ones; some overlaps in the sources are real.",
        "See which date is wrong; if none is, say so in a note.",
        _W,
    ),
    CodeInfo(
        "rule-quote",
        "A quotation without words",
        "The form promises words of the speaker.",
        "Quote the few words, or choose the form paraphrase.",
    ),
    CodeInfo(
        "rule-suggested",
        "Suggested words without who suggests them",
        "Nobody is shown to have said them; only the statement around them was made.",
        "Give within_id: the statement that suggests them.",
    ),
    CodeInfo(
        "rule-report-date",
        "Reported before it was said",
        "A statement is reported by one that is made later, or on the same day.",
        "Correct one of the dates, or within_id.",
    ),
    CodeInfo(
        "rule-ongoing",
        "Going on without a witness",
        "A missing end is not a role that goes on; somebody must have seen it later.",
        "Leave the end empty, or cite a document dated after the start.",
    ),
    CodeInfo(
        "rule-evaluative",
        "A judgement without a claimant",
        "That two actors are aligned or rivals is somebody's judgement.",
        "Give statement_id: the statement that makes it.",
    ),
    CodeInfo(
        "rule-claim-subject",
        "Not one subject",
        "Claims are compared by subject, so each has exactly one.",
        "Fill one of about_actor_id, about_event_id and about_document_id.",
    ),
    CodeInfo(
        "rule-claim-object",
        "More than one object",
        "Each assertion is a claim of its own.",
        "Keep one of object_actor_id, object_document_id, object_event_id and value; make another claim of the other.",
    ),
    CodeInfo(
        "rule-copy",
        "Half a copy",
        "A copy says of what it is one, and how.",
        "Fill both copy_of_id and copy_kind, or neither.",
    ),
    CodeInfo(
        "key-record",
        "It names no record",
        "A citation, correction, redirect or judgement is about a record of a table.",
        "Write the table's name, and the record's key with its parts joined by '/'.",
    ),
    # Quality.
    CodeInfo(
        "quality-placeholder",
        "Possibly a placeholder date",
        "Data sets that know only the year often write January 1 or December 31.",
        "Check the source; write the year alone if it gives no more.",
        _W,
    ),
    CodeInfo(
        "quality-duplicate",
        "Possibly the same actor twice",
        "Two actors of one name, kind and year of birth may be one.",
        "Merge them, or record in judgements that they are not the same.",
        _W,
    ),
    CodeInfo(
        "quality-lookalike",
        "Two ids that look alike",
        "Ids are read and typed by people: 0 and o, 1 and l, rn and m are easily taken for each other.",
        "See whether they are one record; give a new one an id that reads otherwise.",
        _W,
    ),
    CodeInfo(
        "quality-label",
        "A pejorative label in our own text",
        "Our own text is neutral; labels are somebody's words and stand in a quote.",
        "Say it in neutral words; attribute the label by a statement.",
    ),
)

#: Every code, in the order of the documentation.
CODES: dict[str, CodeInfo] = {info.code: info for info in _ALL}
