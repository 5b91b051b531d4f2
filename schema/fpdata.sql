create table "actors" (
    "actor_id" text not null,
    "kind" text not null check ("kind" in ('person', 'organization', 'state', 'faction', 'collective', 'unnamed')),
    "name" text not null,
    "sort_name" text not null,
    "born" text,
    "born_min" date,
    "born_max" date,
    "died" text,
    "died_min" date,
    "died_max" date,
    "country_id" text,
    "parent_id" text,
    "description" text,
    "source_id" text not null,
    "source_locator" text,
    primary key ("actor_id"),
    foreign key ("country_id") references "countries" ("country_id"),
    foreign key ("parent_id") references "actors" ("actor_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "actors_country_id" on "actors" ("country_id");
create index "actors_parent_id" on "actors" ("parent_id");
create index "actors_source_id" on "actors" ("source_id");

create table "roles" (
    "role_id" text not null,
    "actor_id" text not null,
    "office_id" text,
    "title" text not null,
    "basis" text not null check ("basis" in ('elected', 'confirmed', 'appointed', 'recess-appointed', 'acting', 'designated', 'inherited', 'informal', 'de-facto', 'honorary', 'nominated-not-served', 'unknown')),
    "start" text,
    "start_min" date,
    "start_max" date,
    "start_kind" text check ("start_kind" in ('appointed', 'arrived', 'credentials', 'took-office', 'announced', 'reported')),
    "appointed" text,
    "appointed_min" date,
    "appointed_max" date,
    "arrived" text,
    "arrived_min" date,
    "arrived_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "end_kind" text check ("end_kind" in ('left-post', 'recalled', 'resigned', 'retired', 'dismissed', 'died', 'term-ended', 'superseded', 'abolished', 'promoted', 'relations-severed', 'declined', 'other')),
    "country_id" text,
    "career_type" text check ("career_type" in ('career', 'non-career', 'pre-1915')),
    "party" text,
    "constituency" text,
    "concurrent_group" text,
    "note" text,
    "source_id" text not null,
    "source_locator" text,
    primary key ("role_id"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("office_id") references "offices" ("office_id"),
    foreign key ("country_id") references "countries" ("country_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "roles_actor_id" on "roles" ("actor_id");
create index "roles_office_id" on "roles" ("office_id");
create index "roles_country_id" on "roles" ("country_id");
create index "roles_source_id" on "roles" ("source_id");

create table "events" (
    "event_id" text not null,
    "kind" text not null check ("kind" in ('meeting', 'call', 'trip', 'visit', 'talks', 'summit', 'conference', 'press-conference', 'interview', 'publication', 'leak', 'post', 'deletion', 'delivery', 'vote', 'nomination', 'appointment', 'dismissal', 'deadline', 'sanction', 'agreement', 'hearing', 'other')),
    "name" text not null,
    "date" text not null,
    "date_min" date,
    "date_max" date,
    "date_text" text,
    "status" text not null check ("status" in ('held', 'planned', 'postponed', 'cancelled', 'alleged', 'disputed')),
    "country_id" text,
    "place" text,
    "part_of_id" text,
    "document_id" text,
    "topic_id" text,
    "summary" text,
    "source_id" text not null,
    "source_locator" text,
    primary key ("event_id"),
    foreign key ("country_id") references "countries" ("country_id"),
    foreign key ("part_of_id") references "events" ("event_id"),
    foreign key ("document_id") references "documents" ("document_id"),
    foreign key ("topic_id") references "topics" ("topic_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "events_country_id" on "events" ("country_id");
create index "events_part_of_id" on "events" ("part_of_id");
create index "events_document_id" on "events" ("document_id");
create index "events_topic_id" on "events" ("topic_id");
create index "events_source_id" on "events" ("source_id");

create table "statements" (
    "statement_id" text not null,
    "speaker_id" text not null,
    "date" text,
    "date_min" date,
    "date_max" date,
    "form" text not null check ("form" in ('verbatim', 'partial-quote', 'paraphrase', 'transcript', 'translation', 'reported-private', 'non-answer', 'suggested')),
    "act" text not null check ("act" in ('assert', 'deny', 'propose', 'demand', 'promise', 'threaten', 'praise', 'criticize', 'ask', 'advise', 'predict', 'announce', 'characterize', 'decline')),
    "medium" text not null check ("medium" in ('interview', 'press-conference', 'phone-call', 'social-post', 'article', 'speech', 'official-release', 'testimony', 'letter', 'conversation', 'unknown')),
    "audience" text not null check ("audience" in ('public', 'closed', 'private', 'leaked')),
    "quote" text,
    "language" text,
    "original_quote" text,
    "original_language" text,
    "summary" text not null,
    "topic_id" text,
    "event_id" text,
    "within_id" text,
    "document_id" text not null,
    "availability" text not null check ("availability" in ('public', 'deleted', 'never-public', 'unknown')),
    "source_id" text,
    "source_locator" text,
    primary key ("statement_id"),
    foreign key ("speaker_id") references "actors" ("actor_id"),
    foreign key ("topic_id") references "topics" ("topic_id"),
    foreign key ("event_id") references "events" ("event_id"),
    foreign key ("within_id") references "statements" ("statement_id"),
    foreign key ("document_id") references "documents" ("document_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "statements_speaker_id" on "statements" ("speaker_id");
create index "statements_topic_id" on "statements" ("topic_id");
create index "statements_event_id" on "statements" ("event_id");
create index "statements_within_id" on "statements" ("within_id");
create index "statements_document_id" on "statements" ("document_id");
create index "statements_source_id" on "statements" ("source_id");

create table "outlets" (
    "outlet_id" text not null,
    "name" text not null,
    "kind" text not null check ("kind" in ('newspaper', 'news-agency', 'broadcaster', 'news-site', 'magazine', 'newsletter', 'weblog', 'social-platform', 'official', 'aggregator', 'reference', 'dataset', 'archive', 'organization', 'unknown')),
    "control" text not null check ("control" in ('independent', 'public-service', 'state', 'government', 'party', 'personal', 'unknown')),
    "country_id" text,
    "url" text,
    "actor_id" text,
    "owner" text,
    "place" text,
    "description" text,
    "source_id" text,
    "source_locator" text,
    primary key ("outlet_id"),
    foreign key ("country_id") references "countries" ("country_id"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "outlets_country_id" on "outlets" ("country_id");
create index "outlets_actor_id" on "outlets" ("actor_id");
create index "outlets_source_id" on "outlets" ("source_id");

create table "documents" (
    "document_id" text not null,
    "kind" text not null check ("kind" in ('article', 'post', 'transcript', 'plan', 'release', 'letter', 'telegram', 'despatch', 'memorandum', 'conversation', 'minutes', 'directive', 'estimate', 'paper', 'editorial-note', 'law', 'recording', 'dataset', 'book', 'report', 'page')),
    "title" text not null,
    "outlet_id" text,
    "author_id" text,
    "date" text,
    "date_min" date,
    "date_max" date,
    "url" text,
    "archived_url" text,
    "language" text,
    "number" text,
    "place" text,
    "archive_file" text,
    "classification" text check ("classification" in ('top-secret', 'secret', 'confidential', 'restricted', 'unclassified', 'none')),
    "status" text check ("status" in ('current', 'corrected', 'retracted', 'removed')),
    "accessed" text,
    "accessed_min" date,
    "accessed_max" date,
    "copy_of_id" text,
    "copy_kind" text check ("copy_kind" in ('syndicated', 'translated', 'summarized', 'quoted', 'archived')),
    "part_of_id" text,
    "version_of_id" text,
    "revises_id" text,
    "license" text,
    "note" text,
    "source_id" text,
    "source_locator" text,
    primary key ("document_id"),
    foreign key ("outlet_id") references "outlets" ("outlet_id"),
    foreign key ("author_id") references "actors" ("actor_id"),
    foreign key ("copy_of_id") references "documents" ("document_id"),
    foreign key ("part_of_id") references "documents" ("document_id"),
    foreign key ("version_of_id") references "documents" ("document_id"),
    foreign key ("revises_id") references "documents" ("document_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "documents_outlet_id" on "documents" ("outlet_id");
create index "documents_author_id" on "documents" ("author_id");
create index "documents_copy_of_id" on "documents" ("copy_of_id");
create index "documents_part_of_id" on "documents" ("part_of_id");
create index "documents_version_of_id" on "documents" ("version_of_id");
create index "documents_revises_id" on "documents" ("revises_id");
create index "documents_source_id" on "documents" ("source_id");

create table "offices" (
    "office_id" text not null,
    "title" text not null,
    "organization_id" text,
    "kind" text not null check ("kind" in ('head-of-state', 'cabinet', 'principal-officer', 'chief-of-mission', 'agency-head', 'envoy', 'legislator', 'staff', 'military', 'foreign', 'party', 'rank', 'private')),
    "seats" text not null check ("seats" in ('one', 'many')),
    "precedence" integer,
    "country_id" text,
    "start" text,
    "start_min" date,
    "start_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "source_id" text not null,
    "source_locator" text,
    primary key ("office_id"),
    foreign key ("organization_id") references "actors" ("actor_id"),
    foreign key ("country_id") references "countries" ("country_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "offices_organization_id" on "offices" ("organization_id");
create index "offices_country_id" on "offices" ("country_id");
create index "offices_source_id" on "offices" ("source_id");

create table "countries" (
    "country_id" text not null,
    "name" text not null,
    "kind" text not null check ("kind" in ('state', 'territory', 'historical-state', 'organization-of-states')),
    "iso_alpha2" text,
    "iso_alpha3" text,
    "wikidata" text,
    "cow" integer,
    "gw" integer,
    "start" text,
    "start_min" date,
    "start_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "successor_id" text,
    "source_id" text,
    "source_locator" text,
    primary key ("country_id"),
    foreign key ("successor_id") references "countries" ("country_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "countries_successor_id" on "countries" ("successor_id");
create index "countries_source_id" on "countries" ("source_id");

create table "participations" (
    "event_id" text not null,
    "actor_id" text not null,
    "part" text not null check ("part" in ('host', 'visitor', 'head', 'member', 'party', 'speaker', 'caller', 'callee', 'traveler', 'author', 'publisher', 'subject', 'recipient', 'signatory', 'voter', 'absent')),
    "presence" text not null check ("presence" in ('confirmed', 'reported', 'denied', 'undisclosed')),
    "role_id" text,
    "title" text,
    "source_id" text not null,
    primary key ("event_id", "actor_id", "part"),
    foreign key ("event_id") references "events" ("event_id"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("role_id") references "roles" ("role_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "participations_actor_id" on "participations" ("actor_id");
create index "participations_role_id" on "participations" ("role_id");
create index "participations_source_id" on "participations" ("source_id");

create table "relationships" (
    "relationship_id" text not null,
    "actor_id" text not null,
    "kind" text not null check ("kind" in ('child-of', 'spouse-of', 'in-law-of', 'friend-of', 'fellow-alumnus', 'alumnus-of', 'adviser-to', 'envoy-of', 'counterpart-of', 'contact-of', 'negotiates-with', 'recommended', 'member-of', 'founder-of', 'owns', 'has-interest-in', 'aligned-with', 'rival-of')),
    "other_id" text not null,
    "start" text,
    "start_min" date,
    "start_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "statement_id" text,
    "note" text,
    "source_id" text not null,
    "source_locator" text,
    primary key ("relationship_id"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("other_id") references "actors" ("actor_id"),
    foreign key ("statement_id") references "statements" ("statement_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "relationships_actor_id" on "relationships" ("actor_id");
create index "relationships_other_id" on "relationships" ("other_id");
create index "relationships_statement_id" on "relationships" ("statement_id");
create index "relationships_source_id" on "relationships" ("source_id");

create table "statement_links" (
    "from_id" text not null,
    "kind" text not null check ("kind" in ('contradicts', 'denies', 'does-not-deny', 'confirms', 'repeats', 'retracts', 'softens', 'corrects', 'responds-to')),
    "to_id" text not null,
    "note" text,
    primary key ("from_id", "kind", "to_id"),
    foreign key ("from_id") references "statements" ("statement_id"),
    foreign key ("to_id") references "statements" ("statement_id")
);
create index "statement_links_to_id" on "statement_links" ("to_id");

create table "addressees" (
    "statement_id" text not null,
    "actor_id" text not null,
    "part" text not null check ("part" in ('to', 'cc')),
    primary key ("statement_id", "actor_id"),
    foreign key ("statement_id") references "statements" ("statement_id"),
    foreign key ("actor_id") references "actors" ("actor_id")
);
create index "addressees_actor_id" on "addressees" ("actor_id");

create table "claims" (
    "claim_id" text not null,
    "statement_id" text not null,
    "holder_id" text,
    "about_actor_id" text,
    "about_event_id" text,
    "about_document_id" text,
    "about_office_id" text,
    "predicate" text not null check ("predicate" in ('authored', 'contributed-to', 'idea-of', 'drafting-led-by', 'leaked', 'leak-motive', 'sourced-from', 'quotes', 'modelled-on', 'derived-from', 'proposal-of', 'wish-list-of', 'contains', 'point-count', 'deadline', 'status', 'acceptable-to', 'favors', 'authenticity', 'refers-to', 'supports', 'opposes', 'accepts-conditionally', 'leads', 'takes-part-in', 'excluded-from', 'controls', 'knew-of', 'influenced-by', 'advised', 'talks-with', 'works-with', 'pressures', 'truthfulness', 'lacks-experience', 'competence', 'chosen-by', 'holds-office', 'has-interest-in', 'conflict-of-interest', 'aligned-with', 'rival-of', 'prevails-over', 'friend-of', 'child-of', 'in-law-of', 'alumnus-of', 'seeks', 'disposition', 'position', 'activity', 'located-in', 'happened', 'dated', 'led-to', 'purpose', 'outcome', 'described-as')),
    "object_actor_id" text,
    "object_document_id" text,
    "object_event_id" text,
    "value" text,
    "topic_id" text,
    "start" text,
    "start_min" date,
    "start_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "polarity" text not null check ("polarity" in ('affirmed', 'negated')),
    "modality" text not null check ("modality" in ('actual', 'normative', 'conditional', 'intended')),
    "coding" text not null check ("coding" in ('explicit', 'inferred')),
    "mode" text not null check ("mode" in ('fact', 'reported', 'opinion', 'inference', 'presumption', 'prediction', 'characterization', 'question')),
    "certainty" text not null check ("certainty" in ('stated', 'likely', 'possible', 'speculative')),
    "extent" text check ("extent" in ('entirely', 'mostly', 'many', 'partly', 'strongly', 'repeatedly')),
    "alternative_group" text,
    "verdict" text not null check ("verdict" in ('confirmed', 'partly-confirmed', 'imprecise', 'disputed', 'contradicted', 'not-checkable', 'unchecked')),
    "verdict_document_id" text,
    "verdict_note" text,
    primary key ("claim_id"),
    foreign key ("statement_id") references "statements" ("statement_id"),
    foreign key ("holder_id") references "actors" ("actor_id"),
    foreign key ("about_actor_id") references "actors" ("actor_id"),
    foreign key ("about_event_id") references "events" ("event_id"),
    foreign key ("about_document_id") references "documents" ("document_id"),
    foreign key ("about_office_id") references "offices" ("office_id"),
    foreign key ("object_actor_id") references "actors" ("actor_id"),
    foreign key ("object_document_id") references "documents" ("document_id"),
    foreign key ("object_event_id") references "events" ("event_id"),
    foreign key ("topic_id") references "topics" ("topic_id"),
    foreign key ("verdict_document_id") references "documents" ("document_id")
);
create index "claims_statement_id" on "claims" ("statement_id");
create index "claims_holder_id" on "claims" ("holder_id");
create index "claims_about_actor_id" on "claims" ("about_actor_id");
create index "claims_about_event_id" on "claims" ("about_event_id");
create index "claims_about_document_id" on "claims" ("about_document_id");
create index "claims_about_office_id" on "claims" ("about_office_id");
create index "claims_object_actor_id" on "claims" ("object_actor_id");
create index "claims_object_document_id" on "claims" ("object_document_id");
create index "claims_object_event_id" on "claims" ("object_event_id");
create index "claims_topic_id" on "claims" ("topic_id");
create index "claims_verdict_document_id" on "claims" ("verdict_document_id");

create table "citations" (
    "citation_id" text not null,
    "table" text not null,
    "record_id" text not null,
    "field" text,
    "document_id" text not null,
    "locator" text,
    "stance" text not null check ("stance" in ('supports', 'disputes')),
    "reported_value" text,
    "wording" text check ("wording" in ('exact', 'variant', 'truncated', 'reordered', 'translated-back', 'not-verified')),
    "note" text,
    primary key ("citation_id"),
    foreign key ("document_id") references "documents" ("document_id")
);
create index "citations_document_id" on "citations" ("document_id");

create table "contributions" (
    "document_id" text not null,
    "actor_id" text not null,
    "part" text not null check ("part" in ('author', 'sender', 'recipient', 'drafter', 'signatory', 'approver', 'translator', 'editor')),
    "role_id" text,
    "sequence" integer,
    "source_id" text,
    primary key ("document_id", "actor_id", "part"),
    foreign key ("document_id") references "documents" ("document_id"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("role_id") references "roles" ("role_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "contributions_actor_id" on "contributions" ("actor_id");
create index "contributions_role_id" on "contributions" ("role_id");
create index "contributions_source_id" on "contributions" ("source_id");

create table "names" (
    "actor_id" text not null,
    "name" text not null,
    "kind" text not null check ("kind" in ('alias', 'birth', 'former', 'transliteration', 'handle')),
    "language" text,
    "start" text,
    "start_min" date,
    "start_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "source_id" text,
    primary key ("actor_id", "name"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "names_source_id" on "names" ("source_id");

create table "identifiers" (
    "scheme" text not null,
    "value" text not null,
    "actor_id" text not null,
    "start" text,
    "start_min" date,
    "start_max" date,
    "end" text,
    "end_min" date,
    "end_max" date,
    "source_id" text,
    primary key ("scheme", "value", "actor_id"),
    foreign key ("actor_id") references "actors" ("actor_id"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "identifiers_actor_id" on "identifiers" ("actor_id");
create index "identifiers_source_id" on "identifiers" ("source_id");

create table "topics" (
    "topic_id" text not null,
    "name" text not null,
    "description" text,
    primary key ("topic_id")
);

create table "redirects" (
    "table" text not null,
    "old_id" text not null,
    "new_id" text,
    "date" text not null,
    "date_min" date,
    "date_max" date,
    "reason" text not null,
    primary key ("table", "old_id")
);

create table "corrections" (
    "table" text not null,
    "record_id" text not null,
    "field" text not null,
    "upstream_value" text,
    "value" text,
    "reason" text not null,
    "document_id" text,
    "date" text not null,
    "date_min" date,
    "date_max" date,
    primary key ("table", "record_id", "field"),
    foreign key ("document_id") references "documents" ("document_id")
);
create index "corrections_document_id" on "corrections" ("document_id");

create table "judgements" (
    "table" text not null,
    "left_id" text not null,
    "right_id" text not null,
    "same" text not null check ("same" in ('yes', 'no', 'unsure')),
    "reason" text not null,
    "date" text not null,
    "date_min" date,
    "date_max" date,
    primary key ("table", "left_id", "right_id")
);

create table "coverage" (
    "table" text not null,
    "source_id" text not null,
    "scope" text not null,
    "from" text,
    "from_min" date,
    "from_max" date,
    "to" text,
    "to_min" date,
    "to_max" date,
    "lag" integer,
    "missing" text not null,
    primary key ("table", "source_id", "scope"),
    foreign key ("source_id") references "documents" ("document_id")
);
create index "coverage_source_id" on "coverage" ("source_id");
