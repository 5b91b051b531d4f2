"""Statements: who said what according to whom, and how statements respond to each other."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import AllOrNone, RequiredIf
from fpdata.model.edtf import Edtf
from fpdata.model.fields import ActorId, Code, DocumentId, EventId, Id, Language, Prose, StatementId, Text, TopicId
from fpdata.model.record import Record


class Form(Code):
    """How close the record is to the speaker's words."""

    @property
    def needs_quote(self) -> bool:
        """Whether a statement of this form requires a quote."""
        return self.marked

    VERBATIM = "verbatim", "The speaker's own words, as published by the speaker or recorded in public.", True
    PARTIAL_QUOTE = "partial-quote", "Some of the speaker's words, quoted by another.", True
    PARAPHRASE = "paraphrase", "What was said, in the words of another."
    TRANSCRIPT = "transcript", "Words from a written record of a conversation.", True
    TRANSLATION = "translation", "Words translated from the language they were spoken in."
    REPORTED_PRIVATE = "reported-private", "Said in private, and known only through others."
    NON_ANSWER = "non-answer", "Was asked and did not answer, or evaded the question."
    SUGGESTED = (
        "suggested",
        "Words that another statement suggests the speaker should say; there is no evidence that they were said.",
    )


class Act(Code):
    """The speech act: what the speaker does by saying it."""

    ASSERT = "assert", "Says that something is true."
    DENY = "deny", "Says that something is not true."
    PROPOSE = "propose", "Suggests something."
    DEMAND = "demand", "Insists on something."
    PROMISE = "promise", "Commits to something."
    THREATEN = "threaten", "Announces consequences unless something is done."
    PRAISE = "praise", "Approves of someone or something."
    CRITICIZE = "criticize", "Disapproves of someone or something."
    ASK = "ask", "Asks a question."
    ADVISE = "advise", "Advises someone what to do or say."
    PREDICT = "predict", "Says what will happen."
    ANNOUNCE = "announce", "Makes something known, or announces a decision."
    CHARACTERIZE = "characterize", "Describes someone or something in evaluative words."
    DECLINE = "decline", "Refuses to do or to answer something."


class Medium(Code):
    """How it was said."""

    INTERVIEW = "interview", "In an interview."
    PRESS_CONFERENCE = "press-conference", "To reporters, at a press conference or on the move."
    PHONE_CALL = "phone-call", "By telephone or video."
    SOCIAL_POST = "social-post", "In a post on a social platform."
    ARTICLE = "article", "In an article."
    SPEECH = "speech", "In a speech or address."
    OFFICIAL_RELEASE = "official-release", "In an official release or through a spokesperson."
    TESTIMONY = "testimony", "Before a legislature or court."
    LETTER = "letter", "In a letter or message."
    CONVERSATION = "conversation", "In a conversation."
    UNKNOWN = "unknown", "The source does not say."


class Audience(Code):
    """Who the audience was."""

    PUBLIC = "public", "Everyone."
    CLOSED = "closed", "A closed circle, such as a briefing or a delegation."
    PRIVATE = "private", "One person or a few, in confidence."
    LEAKED = "leaked", "One person or a few; made public without their consent."


class Availability(Code):
    """Whether the words can be read or heard today."""

    PUBLIC = "public", "They were published and are still available."
    DELETED = "deleted", "They were published and later removed."
    NEVER_PUBLIC = "never-public", "They were not published by the speaker, and are known through others."
    UNKNOWN = "unknown", "Not recorded."


class Statement(Record):
    """Who said what, according to the source; a statement may be known only as reported in another one."""

    TABLE: ClassVar[str] = "statements"
    KEY: ClassVar[tuple[str, ...]] = ("statement_id",)
    CONSTRAINTS: ClassVar = (
        RequiredIf(
            "quote",
            by="form",
            codes=frozenset(form for form in Form if form.needs_quote),
            code="rule-quote",
            message="the form {} requires a quote",
        ),
        RequiredIf(
            "within_id",
            by="form",
            codes=frozenset({Form.SUGGESTED}),
            code="rule-suggested",
            message="suggested words require within_id, the statement that suggests them",
        ),
        AllOrNone("original_quote", "original_language", code="rule-original"),
    )

    statement_id: Id = Field(description="Permanent id of the statement.", examples=["pigott-blatantly-false"])
    speaker_id: ActorId = Field(description="Who is reported to have said it.", examples=["tommy-pigott"])
    date: Edtf | None = Field(default=None, description="When it was said.", examples=["2025-11-22"])
    form: Form = Field(description="How close the record is to the speaker's words.", examples=["partial-quote"])
    act: Act = Field(description="The speech act: what the speaker does by saying it.", examples=["deny"])
    medium: Medium = Field(description="How it was said.", examples=["social-post"])
    audience: Audience = Field(description="Who the audience was.", examples=["public"])
    quote: Text | None = Field(
        default=None,
        description="The few words that a source quotes; the only column with other people's words.",
        examples=["blatantly false"],
    )
    language: Language | None = Field(default=None, description="Language of the quote (BCP 47).", examples=["en"])
    original_quote: Text | None = Field(
        default=None,
        description="The same words in the language they were spoken or written in, if the quote is a translation.",
        examples=["полная чушь"],
    )
    original_language: Language | None = Field(
        default=None, description="Language of the original quote (BCP 47).", examples=["ru"]
    )
    summary: Prose = Field(description="What was said, in our own neutral words.")
    topic_id: TopicId | None = Field(default=None, description="What it is about.")
    event_id: EventId | None = Field(
        default=None, description="The event at which it was said; what it is about is the subject of its claims."
    )
    within_id: StatementId | None = Field(
        default=None,
        description="The statement that itself reports this one, so that a chain is provenance; of any depth.",
    )
    document_id: DocumentId = Field(description="Where it can be read.")
    availability: Availability = Field(description="Whether the words can be read or heard today.", examples=["public"])
    source_id: DocumentId | None = Field(
        default=None, description="The data set from which it was imported; empty if somebody entered it."
    )
    source_locator: Text | None = Field(
        default=None,
        description="Where in the document; for an imported statement, where in the data set.",
        examples=["paragraph 11"],
    )


class AddresseePart(Code):
    """Whether a statement was addressed to the actor or copied to the actor."""

    TO = "to", "It was said or written to the actor."
    CC = "cc", "The actor received a copy, or was meant to hear it."


class Addressee(Record):
    """To whom a statement was addressed."""

    TABLE: ClassVar[str] = "addressees"
    KEY: ClassVar[tuple[str, ...]] = ("statement_id", "actor_id")

    statement_id: StatementId = Field(description="The statement.", examples=["witkoff-advises-ushakov-praise"])
    actor_id: ActorId = Field(description="To whom it was addressed.", examples=["yuri-ushakov"])
    part: AddresseePart = Field(description="Whether it was addressed or copied to the actor.", examples=["to"])


class LinkKind(Code):
    """How one statement responds to another."""

    CONTRADICTS = "contradicts", "Says something that cannot be true if the other is."
    DENIES = "denies", "Says that the other, or what it reports, is not true."
    DOES_NOT_DENY = "does-not-deny", "Addresses the matter without denying the other."
    CONFIRMS = "confirms", "Confirms the other."
    REPEATS = "repeats", "Repeats the other or passes it on."
    RETRACTS = "retracts", "Withdraws the other."
    SOFTENS = "softens", "Withdraws part of the other."
    CORRECTS = "corrects", "Corrects the other."
    RESPONDS_TO = "responds-to", "Responds to the other in another way."


class StatementLink(Record):
    """A statement's response to another statement."""

    TABLE: ClassVar[str] = "statement_links"
    KEY: ClassVar[tuple[str, ...]] = ("from_id", "kind", "to_id")

    from_id: StatementId = Field(description="The statement that responds.", examples=["pigott-blatantly-false"])
    kind: LinkKind = Field(description="How it responds.", examples=["denies"])
    to_id: StatementId = Field(description="The statement to which it responds.")
    note: Prose | None = Field(default=None, description="Details that the kind leaves out, in neutral words.")
