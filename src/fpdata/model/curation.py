"""Editorial decisions: retired ids, corrected values, and judgements on whether two records are the same."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.edtf import Edtf
from fpdata.model.fields import Code, DocumentId, NameOfField, NameOfTable, Prose, RecordId, RetiredId, Text
from fpdata.model.record import Record


class Redirect(Record):
    """A retired id: the id that replaces it, or nothing where the record was withdrawn. No id is reused."""

    TABLE: ClassVar[str] = "redirects"
    KEY: ClassVar[tuple[str, ...]] = ("table", "old_id")

    table: NameOfTable = Field(description="The table of the record.", examples=["actors"])
    old_id: RetiredId = Field(description="The retired id.")
    new_id: RecordId | None = Field(
        default=None, description="The id that replaces it; empty where the record was withdrawn."
    )
    date: Edtf = Field(description="When it was retired.", examples=["2026-11-22"])
    reason: Prose = Field(description="Why.")


class Correction(Record):
    """A value that deliberately differs from the upstream source, with the reason."""

    TABLE: ClassVar[str] = "corrections"
    KEY: ClassVar[tuple[str, ...]] = ("table", "record_id", "field")

    table: NameOfTable = Field(description="The table of the record.", examples=["roles"])
    record_id: RecordId = Field(description="The corrected record.")
    field: NameOfField = Field(description="The corrected field.", examples=["end"])
    upstream_value: Text | None = Field(default=None, description="The value upstream; empty where it has none.")
    value: Text | None = Field(default=None, description="The corrected value; empty where the value is removed.")
    reason: Prose = Field(description="The evidence for the correction.")
    document_id: DocumentId | None = Field(default=None, description="The source with the evidence.")
    date: Edtf = Field(description="When it was corrected.", examples=["2026-11-22"])


class Same(Code):
    """Whether two records are the same."""

    YES = "yes", "They are the same."
    NO = "no", "They are different."
    UNSURE = "unsure", "The sources do not settle it."


class Judgement(Record):
    """An editor's judgement on whether two records are the same. A 'no' is kept so that they are not merged later."""

    TABLE: ClassVar[str] = "judgements"
    KEY: ClassVar[tuple[str, ...]] = ("table", "left_id", "right_id")

    table: NameOfTable = Field(description="The table of both records.", examples=["actors"])
    left_id: RecordId = Field(description="The first record: the one whose id sorts first.")
    right_id: RecordId = Field(description="The second record.")
    same: Same = Field(description="Whether they are the same.", examples=["no"])
    reason: Prose = Field(description="Why.")
    date: Edtf = Field(description="When it was judged.", examples=["2026-11-22"])
