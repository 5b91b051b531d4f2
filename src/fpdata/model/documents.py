"""Sources: outlets, documents, citations, and what each source covers."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import AllOrNone, DateOrder
from fpdata.model.edtf import Edtf, End
from fpdata.model.fields import (
    ActorId,
    Code,
    CountryId,
    DocumentId,
    Id,
    Language,
    NameOfField,
    NameOfTable,
    Ordinal,
    OutletId,
    Prose,
    RecordId,
    RoleId,
    Text,
    Url,
)
from fpdata.model.record import Record


class OutletKind(Code):
    """The kind of outlet."""

    NEWSPAPER = "newspaper", "A newspaper, printed or not."
    NEWS_AGENCY = "news-agency", "An agency whose reports others publish."
    BROADCASTER = "broadcaster", "Radio or television."
    NEWS_SITE = "news-site", "A news site without a printed edition."
    MAGAZINE = "magazine", "A magazine or journal."
    NEWSLETTER = "newsletter", "A newsletter sent to subscribers."
    WEBLOG = "weblog", "A weblog."
    SOCIAL_PLATFORM = "social-platform", "A platform on which anyone can post."
    OFFICIAL = "official", "The site or gazette of a public body."
    AGGREGATOR = "aggregator", "Republishes, translates or summarizes the work of others."
    REFERENCE = "reference", "An encyclopedia or other reference work."
    DATASET = "dataset", "Publishes data."
    ARCHIVE = "archive", "Preserves documents of others."
    ORGANIZATION = "organization", "The site of an organization that is neither a public body nor a publisher of news."
    UNKNOWN = "unknown", "Not recorded."


class Control(Code):
    """Who controls an outlet."""

    INDEPENDENT = "independent", "Private or non-profit owners, and not known to be directed by a state or party."
    PUBLIC_SERVICE = "public-service", "Publicly funded under a charter of independence."
    STATE = "state", "Owned or directed by a state."
    GOVERNMENT = "government", "The voice of a government, legislature or agency."
    PARTY = (
        "party",
        "Owned or directed by a party or movement, political or religious; being close to one is not enough.",
    )
    PERSONAL = "personal", "One person."
    UNKNOWN = "unknown", "Not recorded."


class Outlet(Record):
    """A publisher or platform on which documents appear."""

    TABLE: ClassVar[str] = "outlets"
    KEY: ClassVar[tuple[str, ...]] = ("outlet_id",)

    outlet_id: Id = Field(description="Permanent id of the outlet.", examples=["axios"])
    name: Text = Field(description="Name of the outlet.", examples=["Axios"])
    kind: OutletKind = Field(description="The kind of outlet.", examples=["news-site"])
    control: Control = Field(description="Who controls it.", examples=["independent"])
    country_id: CountryId | None = Field(
        default=None, description="The country from which it publishes.", examples=["united-states"]
    )
    url: Url | None = Field(
        default=None, description="Its home page, if a source gives it.", examples=["https://tass.com"]
    )
    actor_id: ActorId | None = Field(
        default=None, description="The same outlet as an actor, for statements in its own voice.", examples=["axios"]
    )
    owner: Text | None = Field(
        default=None,
        description="Who owns or publishes it directly, as the source names it.",
        examples=["Cox Enterprises"],
    )
    place: Text | None = Field(default=None, description="Where it has its seat.", examples=["Arlington, Virginia"])
    description: Prose | None = Field(default=None, description="What distinguishes it from others, in neutral words.")
    source_id: DocumentId | None = Field(
        default=None, description="The document that says what kind of outlet it is and who controls it."
    )
    source_locator: Text | None = Field(default=None, description="Where in the source.")


class DocumentStatus(Code):
    """What has become of a document since it was published."""

    CURRENT = "current", "It was read again and stands as published."
    CORRECTED = "corrected", "Its publisher corrected it."
    RETRACTED = "retracted", "Its publisher withdrew it."
    REMOVED = "removed", "It was taken down, or its address no longer leads to it."


class Classification(Code):
    """The classification that an official record bears."""

    TOP_SECRET = "top-secret", "Top secret."
    SECRET = "secret", "Secret."
    CONFIDENTIAL = "confidential", "Confidential."
    RESTRICTED = "restricted", "Restricted, or for (limited) official use only."
    UNCLASSIFIED = "unclassified", "Marked as unclassified."
    NONE = "none", "It bears no classification, as its source notes."


class DocumentKind(Code):
    """The kind of document."""

    ARTICLE = "article", "A news report, analysis or opinion piece."
    POST = "post", "A post on a social platform."
    TRANSCRIPT = "transcript", "The words of a conversation, briefing or speech, written down."
    PLAN = "plan", "A plan or proposal, or one version of it."
    RELEASE = "release", "An official release or statement."
    LETTER = "letter", "A letter, message or diplomatic note."
    TELEGRAM = "telegram", "A telegram or cable, between a department and a post or by another channel."
    DESPATCH = "despatch", "A despatch, airgram or instruction: sent by pouch or mail between a department and a post."
    MEMORANDUM = "memorandum", "A memorandum to somebody, or for the record."
    CONVERSATION = "conversation", "A memorandum of a conversation, or of what was said at a meeting or by telephone."
    MINUTES = "minutes", "Minutes or notes of a meeting."
    DIRECTIVE = "directive", "A directive on national security, such as an NSAM, NSSM or NSDM."
    ESTIMATE = "estimate", "An estimate or memorandum of the intelligence agencies."
    PAPER = "paper", "A paper, study or draft that was written within a government."
    EDITORIAL_NOTE = "editorial-note", "What the editors of a documentary edition wrote in place of documents."
    LAW = "law", "A law, treaty or order."
    RECORDING = "recording", "A sound or video recording."
    DATASET = "dataset", "A data set."
    BOOK = "book", "A book."
    REPORT = "report", "A report."
    PAGE = "page", "A permanent web page, such as a biography or a list."


class CopyKind(Code):
    """How a copy relates to its original."""

    SYNDICATED = "syndicated", "Republished in whole or in part."
    TRANSLATED = "translated", "Translated."
    SUMMARIZED = "summarized", "Retold in other words."
    QUOTED = "quoted", "Quoted in another text."
    ARCHIVED = "archived", "Preserved unchanged."


class Document(Record):
    """An article, plan, transcript, post or data set, as a source or as the subject of claims."""

    TABLE: ClassVar[str] = "documents"
    KEY: ClassVar[tuple[str, ...]] = ("document_id",)
    CONSTRAINTS: ClassVar = (AllOrNone("copy_of_id", "copy_kind", code="rule-copy"),)

    document_id: Id = Field(description="Permanent id of the document.", examples=["plan-28"])
    kind: DocumentKind = Field(description="The kind of document.", examples=["plan"])
    title: Text = Field(
        description="Its title, or our neutral description in brackets if it has no known title.",
        examples=["[28-point plan]"],
    )
    outlet_id: OutletId | None = Field(default=None, description="Where it was published.", examples=["axios"])
    author_id: ActorId | None = Field(
        default=None, description="Its author, if undisputed; disputed authorship is recorded as claims."
    )
    date: Edtf | None = Field(
        default=None, description="When it was published, or the date it bears.", examples=["2025-11-18"]
    )
    url: Url | None = Field(default=None, description="Where it can be read; empty where no URL is known.")
    archived_url: Url | None = Field(default=None, description="Where a preserved copy of the page can be read.")
    language: Language | None = Field(default=None, description="Its language (BCP 47).", examples=["en"])
    number: Text | None = Field(
        default=None, description="The number that it bears, such as that of a telegram.", examples=["371"]
    )
    place: Text | None = Field(
        default=None, description="Where it was written or sent from, as it says itself.", examples=["Moscow"]
    )
    archive_file: Text | None = Field(
        default=None,
        description="The archive and file that keep the original, as its publisher names them.",
        examples=["Department of State, Central Files, 611.61/10-2062"],
    )
    classification: Classification | None = Field(
        default=None, description="The classification that an official record bears.", examples=["secret"]
    )
    status: DocumentStatus | None = Field(
        default=None,
        description="What has become of it since it was published; empty where nobody has looked.",
        examples=["corrected"],
    )
    accessed: Edtf | None = Field(default=None, description="When it was last read at that URL.")
    copy_of_id: DocumentId | None = Field(default=None, description="The original, if it is a copy.")
    copy_kind: CopyKind | None = Field(
        default=None, description="How the copy relates to the original.", examples=["syndicated"]
    )
    part_of_id: DocumentId | None = Field(
        default=None,
        description="The volume or collection that prints it.",
        examples=["frus1961-63v06"],
    )
    version_of_id: DocumentId | None = Field(default=None, description="The work, if it is one of its versions.")
    revises_id: DocumentId | None = Field(default=None, description="The earlier version that it revises.")
    license: Text | None = Field(default=None, description="Its license, if it allows reuse.", examples=["CC0-1.0"])
    note: Prose | None = Field(default=None, description="What a reader should know about it, in neutral words.")
    source_id: DocumentId | None = Field(
        default=None, description="The data set from which it was imported; empty if somebody entered it."
    )
    source_locator: Text | None = Field(default=None, description="Where in the data set.")


class ContributionPart(Code):
    """What an actor did for a document."""

    AUTHOR = "author", "Wrote it."
    SENDER = "sender", "Sent it."
    RECIPIENT = "recipient", "Received it, or was meant to."
    DRAFTER = "drafter", "Drafted it for another."
    SIGNATORY = "signatory", "Signed it."
    APPROVER = "approver", "Cleared or approved it."
    TRANSLATOR = "translator", "Translated it."
    EDITOR = "editor", "Edited it."


class Contribution(Record):
    """Who wrote, sent, received or otherwise had a part in a document. Disputed authorship is recorded as claims."""

    TABLE: ClassVar[str] = "contributions"
    KEY: ClassVar[tuple[str, ...]] = ("document_id", "actor_id", "part")

    document_id: DocumentId = Field(description="The document.")
    actor_id: ActorId = Field(description="Who had a part in it.")
    part: ContributionPart = Field(description="What the actor did.", examples=["sender"])
    role_id: RoleId | None = Field(default=None, description="The role in which the actor did it.")
    sequence: Ordinal | None = Field(
        default=None, description="The place among those with the same part, from 1, as the document names them."
    )
    source_id: DocumentId | None = Field(
        default=None, description="The data set from which it was imported; empty if the document itself was read."
    )


class Stance(Code):
    """Whether a source supports a record."""

    SUPPORTS = "supports", "Says the same."
    DISPUTES = "disputes", "Says something else."


class Wording(Code):
    """How the words in a source compare with those in the record."""

    EXACT = "exact", "The same words."
    VARIANT = "variant", "Slightly different words."
    TRUNCATED = "truncated", "The same words, shortened so that context is lost."
    REORDERED = "reordered", "The same words in another order."
    TRANSLATED_BACK = "translated-back", "Translated from a translation; the wording is not reliable."
    NOT_VERIFIED = "not-verified", "The words could not be verified in the available source."


class Citation(Record):
    """An additional source for a record or for one of its fields, or a source that disagrees."""

    TABLE: ClassVar[str] = "citations"
    KEY: ClassVar[tuple[str, ...]] = ("citation_id",)

    citation_id: Id = Field(description="Permanent id of the citation.")
    table: NameOfTable = Field(description="The table of the record.", examples=["events"])
    record_id: RecordId = Field(
        description="The key of the record, its parts joined by '/'.", examples=["2025-11-23-geneva-talks"]
    )
    field: NameOfField | None = Field(
        default=None, description="The field that is cited; empty for the whole record.", examples=["date"]
    )
    document_id: DocumentId = Field(description="The source.")
    locator: Text | None = Field(default=None, description="Where in the source.")
    stance: Stance = Field(description="Whether the source supports the record.", examples=["disputes"])
    reported_value: Text | None = Field(
        default=None,
        description="What the source says, if not the same: another value where it disagrees, a more exact one where it supports a range.",
    )
    wording: Wording | None = Field(
        default=None, description="How its wording compares with the quote in the record.", examples=["exact"]
    )
    note: Prose | None = Field(default=None, description="Details that the codes leave out, in neutral words.")


class Coverage(Record):
    """What a source covers and what it does not, so that missing records can be interpreted."""

    TABLE: ClassVar[str] = "coverage"
    KEY: ClassVar[tuple[str, ...]] = ("table", "source_id", "scope")
    CONSTRAINTS: ClassVar = (DateOrder("from_", "to"),)

    table: NameOfTable = Field(description="The table that is filled from the source.", examples=["roles"])
    source_id: DocumentId = Field(description="The source.")
    scope: Text = Field(description="The part of the table that is covered.", examples=["chiefs of mission"])
    from_: Edtf | None = Field(default=None, alias="from", description="The first day covered.", examples=["1789"])
    to: End | None = Field(
        default=None,
        description="The last day covered; '..' while the source is kept up to date.",
        examples=["2020-12"],
    )
    lag: Ordinal | None = Field(
        default=None,
        description="For how many days it may still name somebody who left; empty if it gives ends itself.",
        examples=["180"],
    )
    missing: Prose = Field(description="What is missing, in neutral words.")
