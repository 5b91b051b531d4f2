-- Every claim that disagrees with another: the one definition of "contested", for the view of that name and for diffs.
-- Two claims about a subject and predicate disagree where one affirms an object that the other negates, and, for a
-- predicate of which a subject has one true object at a time, where they affirm different objects. They must be of one
-- modality (what should be does not contradict what is), about one target, and about times that can overlap: a mind
-- that changed is not a disagreement. Reads the table claims alone; runs in SQLite and DuckDB.
with stated as (
    select
        claim_id, statement_id, holder_id,
        {subject_kind} as subject_kind,
        {subject_id} as subject_id,
        predicate,
        -- The value of a closed predicate is a code; its object, or topic, is that toward which the value holds.
        case when predicate in ({closed}) then coalesce(object_actor_id, object_document_id, object_event_id, topic_id) end as target,
        case
            when predicate in ({closed}) then value
            else coalesce(object_actor_id, object_document_id, object_event_id, value, topic_id)
        end as object,
        polarity, modality, mode, certainty, verdict,
        start_min, end_max
    from claims
)
select a.*
from stated a
where exists (
    select 1
    from stated b
    where b.subject_id = a.subject_id
    and b.subject_kind = a.subject_kind
    and b.predicate = a.predicate
    and b.modality = a.modality
    and coalesce(b.target, '') = coalesce(a.target, '')
    and (
        (coalesce(b.object, '') = coalesce(a.object, '') and b.polarity <> a.polarity)
        or (
            coalesce(b.object, '') <> coalesce(a.object, '')
            and a.polarity = 'affirmed' and b.polarity = 'affirmed'
            and a.predicate in ({single})
        )
    )
    and (a.start_min is null or b.end_max is null or a.start_min <= b.end_max)
    and (b.start_min is null or a.end_max is null or b.start_min <= a.end_max)
)
