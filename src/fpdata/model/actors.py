"""Who can act or speak, under which names, and how actors are related."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import DateOrder, RequiredIf
from fpdata.model.edtf import Edtf, End
from fpdata.model.fields import ActorId, Code, CountryId, DocumentId, Id, Language, Prose, StatementId, Text
from fpdata.model.record import Record


class ActorKind(Code):
    """The kind of actor."""

    PERSON = "person", "A natural person who acts in public."
    ORGANIZATION = "organization", "A body, agency, company, or other organization."
    STATE = "state", "A state as an actor; its territory is a record of countries."
    FACTION = "faction", "A grouping whose existence is asserted; who belongs to it is a claim."
    COLLECTIVE = "collective", "Several actors who act or speak together; members are member-of relationships."
    UNNAMED = "unnamed", "A speaker or actor known only by a description, such as 'a U.S. official'."


class Actor(Record):
    """Everyone who can act or speak: persons, organizations, states, factions, collectives, unnamed sources."""

    TABLE: ClassVar[str] = "actors"
    KEY: ClassVar[tuple[str, ...]] = ("actor_id",)
    CONSTRAINTS: ClassVar = (DateOrder("born", "died", "died ({last}) before being born ({first})"),)

    actor_id: Id = Field(description="Permanent id of the actor.", examples=["marco-rubio"])
    kind: ActorKind = Field(description="The kind of actor.", examples=["person"])
    name: Prose = Field(
        description="The name in common use; for an unnamed actor, our neutral description.", examples=["Marco Rubio"]
    )
    sort_name: Text = Field(
        description="The name for sorting; for a person, family name first.", examples=["Rubio, Marco"]
    )
    born: Edtf | None = Field(default=None, description="Date of birth.", examples=["1971-05-28"])
    died: Edtf | None = Field(
        default=None,
        description="Date of death. An empty date does not mean that the person is alive.",
        examples=["2005-03-17"],
    )
    country_id: CountryId | None = Field(
        default=None, description="The country the actor represents or comes from.", examples=["united-states"]
    )
    parent_id: ActorId | None = Field(
        default=None, description="The parent organization.", examples=["trump-administration"]
    )
    description: Prose | None = Field(
        default=None, description="What distinguishes the actor from others, in neutral words."
    )
    source_id: DocumentId = Field(description="The document that names or describes the actor.")
    source_locator: Text | None = Field(
        default=None, description="Where in the source: upstream id, page or paragraph."
    )


class NameKind(Code):
    """The kind of alternative name."""

    ALIAS = "alias", "Another name or spelling in use."
    BIRTH = "birth", "The name at birth."
    FORMER = "former", "A name no longer in use."
    TRANSLITERATION = "transliteration", "A rendering from another script."
    HANDLE = "handle", "An account name on a platform."


class Name(Record):
    """An alternative name of an actor, in addition to the one in `actors`."""

    TABLE: ClassVar[str] = "names"
    KEY: ClassVar[tuple[str, ...]] = ("actor_id", "name")
    CONSTRAINTS: ClassVar = (DateOrder(),)

    actor_id: ActorId = Field(description="The actor with this name.", examples=["volodymyr-zelensky"])
    name: Text = Field(description="The name as written.", examples=["Volodymyr Zelenskyy"])
    kind: NameKind = Field(description="The kind of name.", examples=["transliteration"])
    language: Language | None = Field(default=None, description="Language of the name (BCP 47).", examples=["uk"])
    start: Edtf | None = Field(default=None, description="Since when the actor has had it.", examples=["2025-01-21"])
    end: End | None = Field(
        default=None, description="Until when; '..' while it is in use; empty where unknown.", examples=["2025-01-20"]
    )
    source_id: DocumentId | None = Field(
        default=None, description="The document that uses the name; empty where it is the source of the actor."
    )


class Identifier(Record):
    """An identifier of an actor in an external register."""

    TABLE: ClassVar[str] = "identifiers"
    KEY: ClassVar[tuple[str, ...]] = ("scheme", "value", "actor_id")
    CONSTRAINTS: ClassVar = (DateOrder(),)

    scheme: Id = Field(description="The register, such as wikidata, bioguide, pocom or viaf.", examples=["bioguide"])
    value: Text = Field(description="The identifier in that register.", examples=["R000595"])
    actor_id: ActorId = Field(description="The actor it identifies.", examples=["marco-rubio"])
    start: Edtf | None = Field(
        default=None, description="Since when it identifies the actor, for an account that passes from one to another."
    )
    end: End | None = Field(default=None, description="Until when; '..' while it does; empty where unknown.")
    source_id: DocumentId | None = Field(
        default=None, description="The document that gives the identifier; empty where it is the source of the actor."
    )


class RelationshipKind(Code):
    """How the actor is related to the other actor."""

    @property
    def evaluative(self) -> bool:
        """Whether the kind is a judgement, which must be attributed to a statement."""
        return self.marked

    CHILD_OF = "child-of", "Is a child of the other."
    SPOUSE_OF = "spouse-of", "Is married to the other."
    IN_LAW_OF = "in-law-of", "Is related to the other by a marriage."
    FRIEND_OF = "friend-of", "Is said to be a friend of the other."
    FELLOW_ALUMNUS = "fellow-alumnus", "Studied at the same place and time as the other."
    ALUMNUS_OF = "alumnus-of", "Studied at the other, a school or university."
    ADVISER_TO = "adviser-to", "Advises the other."
    ENVOY_OF = "envoy-of", "Acts as an envoy of the other."
    COUNTERPART_OF = "counterpart-of", "Is the other's counterpart in a negotiation."
    CONTACT_OF = "contact-of", "Is in direct contact with the other."
    NEGOTIATES_WITH = "negotiates-with", "Negotiates on the same side as the other."
    RECOMMENDED = "recommended", "Recommended the other for a task."
    MEMBER_OF = "member-of", "Belongs to the other, a body or collective."
    FOUNDER_OF = "founder-of", "Founded the other, an organization."
    OWNS = "owns", "Owns the other, a company or outlet, in whole or in part."
    HAS_INTEREST_IN = "has-interest-in", "Has a business or financial interest in the other.", True
    ALIGNED_WITH = "aligned-with", "Is said to side with the other, an actor or faction.", True
    RIVAL_OF = "rival-of", "Is said to compete with the other.", True


class Relationship(Record):
    """How one actor is related to another, and when. An evaluative kind needs a statement that makes the judgement."""

    TABLE: ClassVar[str] = "relationships"
    KEY: ClassVar[tuple[str, ...]] = ("relationship_id",)
    CONSTRAINTS: ClassVar = (
        DateOrder(),
        RequiredIf(
            "statement_id",
            by="kind",
            codes=frozenset(kind for kind in RelationshipKind if kind.evaluative),
            code="rule-evaluative",
            message="{} is a judgement; statement_id is required",
        ),
    )

    relationship_id: Id = Field(
        description="Permanent id of the relationship.", examples=["jared-kushner-in-law-of-donald-trump"]
    )
    actor_id: ActorId = Field(description="The actor that has the relationship.", examples=["jared-kushner"])
    kind: RelationshipKind = Field(description="How the actor is related to the other.", examples=["in-law-of"])
    other_id: ActorId = Field(description="The other actor.", examples=["donald-trump"])
    start: Edtf | None = Field(default=None, description="When it began.", examples=["2009"])
    end: End | None = Field(
        default=None, description="When it ended; '..' while it is ongoing; empty where unknown.", examples=[".."]
    )
    statement_id: StatementId | None = Field(
        default=None, description="The statement that says so; required for the evaluative kinds."
    )
    note: Prose | None = Field(
        default=None, description="Details that the kind leaves out, in neutral words.", examples=["Son-in-law."]
    )
    source_id: DocumentId = Field(description="The document that says so.")
    source_locator: Text | None = Field(default=None, description="Where in the source.")
