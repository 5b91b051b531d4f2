"""What is cited and argued about: outlets, documents, citations, and what a source covers."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import AllOrNone, DateOrder
from fpdata.model.edtf import Edtf, End
from fpdata.model.record import (
    ActorId,
    Code,
    CountryId,
    DocumentId,
    Id,
    Language,
    OutletId,
    Prose,
    Record,
    Text,
    Url,
)


class OutletKind(Code):
    """What sort of outlet it is."""

    NEWSPAPER = "newspaper", "A newspaper, printed or not."
    NEWS_AGENCY = "news-agency", "An agency whose text others run."
    BROADCASTER = "broadcaster", "Radio or television."
    NEWS_SITE = "news-site", "A news site without a printed edition."
    MAGAZINE = "magazine", "A magazine or journal."
    NEWSLETTER = "newsletter", "A newsletter sent to subscribers."
    WEBLOG = "weblog", "A weblog."
    SOCIAL_PLATFORM = "social-platform", "A platform where anybody posts."
    OFFICIAL = "official", "The site or gazette of a public body."
    AGGREGATOR = "aggregator", "Republishes, translates or summarises the work of others."
    REFERENCE = "reference", "An encyclopedia or other reference work."
    DATASET = "dataset", "Publishes data."
    ARCHIVE = "archive", "Keeps documents of others."
    UNKNOWN = "unknown", "Not recorded."


class Control(Code):
    """Who controls an outlet."""

    INDEPENDENT = "independent", "Private or non-profit owners, no known direction by a state or party."
    PUBLIC_SERVICE = "public-service", "Publicly funded under a charter of independence."
    STATE = "state", "Owned or directed by a state."
    GOVERNMENT = "government", "The voice of a government, legislature or agency."
    PARTY = "party", "Owned or directed by a party or movement."
    PERSONAL = "personal", "One person's own."
    UNKNOWN = "unknown", "Not recorded."


class Outlet(Record):
    """Where things are published."""

    TABLE: ClassVar[str] = "outlets"
    KEY: ClassVar[tuple[str, ...]] = ("outlet_id",)

    outlet_id: Id = Field(description="Permanent id of the outlet.", examples=["axios"])
    name: Text = Field(description="Name of the outlet.", examples=["Axios"])
    kind: OutletKind = Field(description="What sort of outlet it is.", examples=["news-site"])
    control: Control = Field(description="Who controls it.", examples=["independent"])
    country_id: CountryId | None = Field(
        default=None, description="The country it publishes from.", examples=["united-states"]
    )
    url: Url | None = Field(
        default=None, description="Its home page, where a source gives it.", examples=["https://tass.com"]
    )
    actor_id: ActorId | None = Field(
        default=None, description="The actor it is when it speaks in its own voice.", examples=["axios"]
    )
    description: Prose | None = Field(default=None, description="What tells it from others, in neutral words.")


class DocumentKind(Code):
    """What sort of document it is."""

    ARTICLE = "article", "A news report, analysis or opinion piece."
    POST = "post", "A post on a social platform."
    TRANSCRIPT = "transcript", "The words of a conversation, written down."
    PLAN = "plan", "A plan or proposal, or one version of it."
    RELEASE = "release", "An official release or statement."
    LETTER = "letter", "A letter."
    LAW = "law", "A law, treaty or order."
    RECORDING = "recording", "A sound or video recording."
    DATASET = "dataset", "A data set."
    BOOK = "book", "A book."
    REPORT = "report", "A report."
    PAGE = "page", "A standing web page, as a biography or list."


class CopyKind(Code):
    """How a copy stands to its original."""

    SYNDICATED = "syndicated", "Republished whole or in part."
    TRANSLATED = "translated", "Translated."
    SUMMARIZED = "summarized", "Told in other words."
    QUOTED = "quoted", "Quoted in another text."
    ARCHIVED = "archived", "Kept as it was."


class Document(Record):
    """An article, plan, transcript, post or data set: what is cited and what is argued about."""

    TABLE: ClassVar[str] = "documents"
    KEY: ClassVar[tuple[str, ...]] = ("document_id",)
    RULES: ClassVar = (AllOrNone("copy_of_id", "copy_kind", code="rule-copy"),)

    document_id: Id = Field(description="Permanent id of the document.", examples=["plan-28"])
    kind: DocumentKind = Field(description="What sort of document it is.", examples=["plan"])
    title: Text = Field(
        description="Its own title, or our neutral description in brackets where it has none or none is at hand.",
        examples=["[28-point plan]"],
    )
    outlet_id: OutletId | None = Field(default=None, description="Where it was published.", examples=["axios"])
    author_id: ActorId | None = Field(
        default=None, description="Its author, where nobody disputes it; else authorship is a claim."
    )
    date: Edtf | None = Field(default=None, description="When it was published or is dated.", examples=["2025-11-18"])
    url: Url | None = Field(default=None, description="Where it can be read; empty where no address is known.")
    language: Language | None = Field(default=None, description="Its language (BCP 47).", examples=["en"])
    accessed: Edtf | None = Field(default=None, description="When it was last read at that address.")
    copy_of_id: DocumentId | None = Field(default=None, description="The original of which it is a copy.")
    copy_kind: CopyKind | None = Field(
        default=None, description="How the copy stands to the original.", examples=["syndicated"]
    )
    version_of_id: DocumentId | None = Field(default=None, description="The work of which it is a version.")
    revises_id: DocumentId | None = Field(default=None, description="The version that it revises.")
    license: Text | None = Field(
        default=None, description="Licence of the document, where it allows reuse.", examples=["CC0-1.0"]
    )
    note: Prose | None = Field(default=None, description="What a reader should know of it, in neutral words.")


class Stance(Code):
    """Whether a source bears a record out."""

    SUPPORTS = "supports", "Says the same."
    DISPUTES = "disputes", "Says otherwise."


class Wording(Code):
    """How the words in a source compare with those in the record."""

    EXACT = "exact", "The same words."
    VARIANT = "variant", "Slightly other words."
    TRUNCATED = "truncated", "The same words, cut so that context is lost."
    REORDERED = "reordered", "The same words in another order."
    TRANSLATED_BACK = "translated-back", "Translated from a translation; the words are not safe."
    NOT_VERIFIED = "not-verified", "The page at hand does not show the words."


class Citation(Record):
    """A further source of any record, or of one field of it; or a source that disagrees with it."""

    TABLE: ClassVar[str] = "citations"
    KEY: ClassVar[tuple[str, ...]] = ("citation_id",)

    citation_id: Id = Field(description="Permanent id of the citation.")
    table: Text = Field(description="The table of the record.", examples=["events"])
    record_id: Text = Field(
        description="The record: its key, parts joined by '/'.", examples=["2025-11-23-geneva-talks"]
    )
    field: Text | None = Field(
        default=None, description="The field in question; empty for the whole record.", examples=["date"]
    )
    document_id: DocumentId = Field(description="The source.")
    locator: Text | None = Field(default=None, description="Where in the source.")
    stance: Stance = Field(description="Whether the source bears the record out.", examples=["disputes"])
    reported_value: Text | None = Field(default=None, description="What the source has instead, where it disagrees.")
    wording: Wording | None = Field(
        default=None, description="How its words compare with the quote in the record.", examples=["exact"]
    )
    note: Prose | None = Field(default=None, description="What the codes leave out, in neutral words.")


class Coverage(Record):
    """What a source covers and what it does not, so that an absent row can be read."""

    TABLE: ClassVar[str] = "coverage"
    KEY: ClassVar[tuple[str, ...]] = ("table", "source_id", "scope")
    RULES: ClassVar = (DateOrder("from_", "to"),)

    table: Text = Field(description="The table that is filled from the source.", examples=["roles"])
    source_id: DocumentId = Field(description="The source.")
    scope: Text = Field(description="The part of the table in question.", examples=["chiefs of mission"])
    from_: Edtf | None = Field(default=None, alias="from", description="The first day covered.", examples=["1789"])
    to: End | None = Field(
        default=None,
        description="The last day covered; '..' where the source is kept up to date.",
        examples=["2020-12"],
    )
    missing: Prose = Field(description="What is not there, in neutral words.")
