"""What was changed and decided: ids that moved, values corrected, records judged to be one or two."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.edtf import Edtf
from fpdata.model.record import Code, DocumentId, Prose, Record, Text


class Redirect(Record):
    """An id that was given up: where its record went, or that it was withdrawn. No id is reused."""

    TABLE: ClassVar[str] = "redirects"
    KEY: ClassVar[tuple[str, ...]] = ("table", "old_id")

    table: Text = Field(description="The table of the record.", examples=["actors"])
    old_id: Text = Field(description="The id that was given up.")
    new_id: Text | None = Field(
        default=None, description="The id that took its place; empty where the record was withdrawn."
    )
    date: Edtf = Field(description="When it was given up.", examples=["2026-11-22"])
    reason: Prose = Field(description="Why.")


class Correction(Record):
    """A value that differs from upstream, openly and with its reason."""

    TABLE: ClassVar[str] = "corrections"
    KEY: ClassVar[tuple[str, ...]] = ("table", "record_id", "field")

    table: Text = Field(description="The table of the record.", examples=["roles"])
    record_id: Text = Field(description="The record that is corrected.")
    field: Text = Field(description="The field that is corrected.", examples=["end"])
    upstream_value: Text | None = Field(default=None, description="What upstream has; empty where it has nothing.")
    value: Text | None = Field(
        default=None, description="What the record has instead; empty where the value is taken out."
    )
    reason: Prose = Field(description="How the sources prove it.")
    document_id: DocumentId | None = Field(default=None, description="The source that proves it.")
    date: Edtf = Field(description="When it was corrected.", examples=["2026-11-22"])


class Same(Code):
    """Whether two records are one."""

    YES = "yes", "They are one."
    NO = "no", "They are two."
    UNSURE = "unsure", "The sources do not decide it."


class Judgement(Record):
    """Whether two records are one, as somebody judged it. A 'no' is kept, so that nobody merges them again."""

    TABLE: ClassVar[str] = "judgements"
    KEY: ClassVar[tuple[str, ...]] = ("table", "left_id", "right_id")

    table: Text = Field(description="The table of both records.", examples=["actors"])
    left_id: Text = Field(description="The one record; the lesser of the two ids.")
    right_id: Text = Field(description="The other record.")
    same: Same = Field(description="Whether they are one.", examples=["no"])
    reason: Prose = Field(description="Why.")
    date: Edtf = Field(description="When it was judged.", examples=["2026-11-22"])
