-- Every claim that disagrees with another: the one definition of "contested", for the view of that name and for diffs.
-- Two claims about a subject and predicate disagree where one affirms an object that the other negates, and, for a
-- predicate of which a subject has one true object at a time, where they affirm different objects.
-- Reads the table claims alone; runs in SQLite and DuckDB.
with positions as (
    select
        claim_id,
        case
            when about_actor_id is not null then 'actor'
            when about_event_id is not null then 'event'
            else 'document'
        end as subject_kind,
        coalesce(about_actor_id, about_event_id, about_document_id) as subject_id,
        predicate,
        coalesce(object_actor_id, object_document_id, object_event_id, value) as object,
        polarity, mode, certainty, verdict, statement_id
    from claims
),
compared as (
    select
        *,
        min(polarity) over same_object <> max(polarity) over same_object as is_denied,
        min(case when polarity = 'affirmed' then coalesce(object, '') end) over same_subject
        <> max(case when polarity = 'affirmed' then coalesce(object, '') end) over same_subject as has_rival
    from positions
    window
        same_subject as (partition by subject_kind, subject_id, predicate),
        same_object as (partition by subject_kind, subject_id, predicate, coalesce(object, ''))
)
select *
from compared
where is_denied or (has_rival and polarity = 'affirmed' and predicate in ({single}))
