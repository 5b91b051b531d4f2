"""Who said what, on whose word, and how statements answer each other."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import RequiredIf
from fpdata.model.edtf import Edtf
from fpdata.model.record import (
    ActorId,
    Code,
    DocumentId,
    EventId,
    Id,
    Language,
    Prose,
    Record,
    StatementId,
    Text,
    TopicId,
)


class Form(Code):
    """How close the record is to the speaker's words."""

    @property
    def needs_quote(self) -> bool:
        """Whether a statement of this form has a quote."""
        return self.marked

    VERBATIM = "verbatim", "The speaker's own words, as published by the speaker or recorded in public.", True
    PARTIAL_QUOTE = "partial-quote", "Some of the speaker's words, quoted by another.", True
    PARAPHRASE = "paraphrase", "What was said, in another's words."
    TRANSCRIPT = "transcript", "Words from a written-down conversation.", True
    TRANSLATION = "translation", "Words translated from the language they were spoken in."
    REPORTED_PRIVATE = "reported-private", "Said in private, known only from what others tell of it."
    NON_ANSWER = "non-answer", "Was asked and did not answer, or answered something else."
    SUGGESTED = (
        "suggested",
        "Words that the surrounding statement suggests the speaker should say; nothing shows that they were said.",
    )


class Act(Code):
    """What the speaker does by saying it."""

    ASSERT = "assert", "Says that something is so."
    DENY = "deny", "Says that something is not so."
    PROPOSE = "propose", "Puts something forward."
    DEMAND = "demand", "Requires something."
    PROMISE = "promise", "Undertakes something."
    THREATEN = "threaten", "Announces harm unless something is done."
    PRAISE = "praise", "Approves of somebody or something."
    CRITICIZE = "criticize", "Disapproves of somebody or something."
    ASK = "ask", "Puts a question."
    ADVISE = "advise", "Tells somebody what to do or say."
    PREDICT = "predict", "Says what will be."
    ANNOUNCE = "announce", "Makes something known or takes a decision."
    CHARACTERIZE = "characterize", "Describes somebody or something in evaluative words."
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


class Audience(Code):
    """To whom it was said."""

    PUBLIC = "public", "To everybody."
    CLOSED = "closed", "To a closed circle, as a briefing or delegation."
    PRIVATE = "private", "To one or few, in confidence."
    LEAKED = "leaked", "To one or few, and made public without their leave."


class Availability(Code):
    """Whether the words can be read or heard today."""

    PUBLIC = "public", "They were published and still are."
    DELETED = "deleted", "They were published and taken down."
    NEVER_PUBLIC = "never-public", "They were not published by the speaker; others tell of them."


class Statement(Record):
    """Who said what, as far as the record shows; a statement within another is known through it."""

    TABLE: ClassVar[str] = "statements"
    KEY: ClassVar[tuple[str, ...]] = ("statement_id",)
    RULES: ClassVar = (
        RequiredIf(
            "quote",
            by="form",
            codes=frozenset(form for form in Form if form.needs_quote),
            code="rule-quote",
            message="the form is {} and no words are quoted",
        ),
        RequiredIf(
            "within_id",
            by="form",
            codes=frozenset({Form.SUGGESTED}),
            code="rule-suggested",
            message="suggested words stand within the statement that suggests them",
        ),
    )

    statement_id: Id = Field(description="Permanent id of the statement.", examples=["pigott-blatantly-false"])
    speaker_id: ActorId = Field(description="Who is said to have said it.", examples=["tommy-pigott"])
    date: Edtf | None = Field(default=None, description="When it was said.", examples=["2025-11-22"])
    form: Form = Field(description="How close the record is to the speaker's words.", examples=["partial-quote"])
    act: Act = Field(description="What the speaker does by saying it.", examples=["deny"])
    medium: Medium = Field(description="How it was said.", examples=["social-post"])
    audience: Audience = Field(description="To whom it was said.", examples=["public"])
    quote: Text | None = Field(
        default=None,
        description="The few words that a source quotes; the only column with words of others.",
        examples=["blatantly false"],
    )
    language: Language | None = Field(default=None, description="Language of the quote (BCP 47).", examples=["en"])
    summary: Prose = Field(description="What was said, in our own neutral words.")
    topic_id: TopicId | None = Field(default=None, description="What it is about.")
    event_id: EventId | None = Field(default=None, description="The event at which it was said.")
    within_id: StatementId | None = Field(
        default=None, description="The statement in which it is reported; the chain may have any depth."
    )
    document_id: DocumentId = Field(description="Where it can be read.")
    availability: Availability = Field(description="Whether the words can be read or heard today.", examples=["public"])
    source_locator: Text | None = Field(default=None, description="Where in the document.", examples=["paragraph 11"])


class LinkKind(Code):
    """How one statement answers another."""

    CONTRADICTS = "contradicts", "Says what cannot be true together with the other."
    DENIES = "denies", "Says that the other, or what it reports, is not so."
    DOES_NOT_DENY = "does-not-deny", "Speaks of the matter and leaves the other undenied."
    CONFIRMS = "confirms", "Bears the other out."
    REPEATS = "repeats", "Says the same again, or passes the other on."
    RETRACTS = "retracts", "Takes the other back."
    SOFTENS = "softens", "Takes some of the other back."
    CORRECTS = "corrects", "Puts the other right."
    RESPONDS_TO = "responds-to", "Answers the other in any other way."


class StatementLink(Record):
    """How one statement stands to another."""

    TABLE: ClassVar[str] = "statement_links"
    KEY: ClassVar[tuple[str, ...]] = ("from_id", "kind", "to_id")

    from_id: StatementId = Field(description="The statement that answers.", examples=["pigott-blatantly-false"])
    kind: LinkKind = Field(description="How it answers.", examples=["denies"])
    to_id: StatementId = Field(description="The statement that is answered.")
    note: Prose | None = Field(default=None, description="What the kind leaves out, in neutral words.")
