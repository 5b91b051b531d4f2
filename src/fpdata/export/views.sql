-- The views of fpdata, in SQL that both SQLite and DuckDB run. They read the tables of a package and the tenures
-- that fpdata/export/tenures.py computes. fpdata/model/views.py describes their columns.

create view role_holders as
select
    r.role_id,
    r.actor_id,
    a.name as actor_name,
    r.title,
    r.basis,
    r.office_id,
    o.title as office_title,
    o.kind as office_kind,
    o.seats,
    o.precedence,
    o.organization_id,
    g.name as organization_name,
    coalesce(r.country_id, o.country_id) as country_id,
    c.name as country_name,
    r.start, r.start_min, r.start_max, r.start_kind,
    r."end", r.end_min, r.end_max, r.end_kind,
    t.possible_from, t.presumed_from, t.certain_from, t.certain_to, t.presumed_to, t.possible_to,
    t.last_seen, t.last_seen_document_id, t.covered_to,
    r.source_id
from roles r
join actors a on a.actor_id = r.actor_id
left join offices o on o.office_id = r.office_id
left join actors g on g.actor_id = o.organization_id
left join countries c on c.country_id = coalesce(r.country_id, o.country_id)
left join tenures t on t.role_id = r.role_id
order by r.role_id;

-- Starts at each statement that is not within another, and goes inwards one within_id at a time.
create view statement_chain as
with recursive inwards (statement_id, depth, chain, chain_names, chain_statements, outermost_id) as (
    select s.statement_id, 0, s.speaker_id, a.name, s.statement_id, s.statement_id
    from statements s
    join actors a on a.actor_id = s.speaker_id
    where s.within_id is null
    union all
    select
        s.statement_id,
        i.depth + 1,
        i.chain || ' > ' || s.speaker_id,
        i.chain_names || ' > ' || a.name,
        i.chain_statements || ' > ' || s.statement_id,
        i.outermost_id
    from inwards i
    join statements s on s.within_id = i.statement_id
    join actors a on a.actor_id = s.speaker_id
)
select
    s.statement_id,
    s.speaker_id,
    a.name as speaker_name,
    i.depth,
    i.chain,
    i.chain_names,
    i.chain_statements,
    i.outermost_id,
    s.date, s.date_min, s.date_max,
    s.form,
    s.availability,
    s.quote,
    s.summary,
    s.document_id
from inwards i
join statements s on s.statement_id = i.statement_id
join actors a on a.actor_id = s.speaker_id
order by s.statement_id;

-- disagreements.sql defines which claims disagree.
create view contested as
with disagreements as ({disagreements})
select
    d.claim_id,
    d.subject_kind,
    d.subject_id,
    d.predicate,
    d.object,
    d.target,
    d.polarity,
    d.modality,
    k.speaker_id as claimant_id,
    k.speaker_name as claimant_name,
    coalesce(d.holder_id, k.speaker_id) as holder_id,
    coalesce(h.name, k.speaker_name) as holder_name,
    k.chain,
    k.form,
    k.date, k.date_min, k.date_max,
    d.mode,
    d.certainty,
    d.verdict,
    d.statement_id,
    k.document_id
from disagreements d
join statement_chain k on k.statement_id = d.statement_id
left join actors h on h.actor_id = d.holder_id
order by d.subject_kind, d.subject_id, d.predicate, coalesce(k.date_min, k.date_max), d.claim_id;

-- Three things deny: a claim that negates, a statement that denies or contradicts another, and a statement whose act is a
-- denial. The last is there only if neither of the others says what is denied. Words that somebody suggests for another are
-- no denial of that one. The holder of a stance is its subject, who does not deny it.
create view denials as
with denied as (
    select
        c.statement_id, 'negated-claim' as kind,
        case when c.holder_id = c.about_actor_id and c.predicate in {stances} then null else c.holder_id end as holder_id,
        c.claim_id,
        {subject_kind} as subject_kind,
        {subject_id} as subject_id,
        c.predicate,
        coalesce(c.object_actor_id, c.object_document_id, c.object_event_id) as object_id,
        c.value,
        c.modality, c.mode, c.certainty, c.coding, c.extent,
        null as to_id
    from claims c
    where c.polarity = 'negated'
    union all
    select from_id, kind, null, null, null, null, null, null, null, null, null, null, null, null, to_id
    from statement_links
    where kind in ('denies', 'contradicts')
),
entries as (
    select * from denied
    union all
    select statement_id, 'denial', null, null, null, null, null, null, null, null, null, null, null, null, null
    from statements s
    where act = 'deny' and not exists (select 1 from denied d where d.statement_id = s.statement_id)
)
select
    e.statement_id,
    row_number() over (partition by e.statement_id order by e.kind, e.claim_id, e.to_id) as sequence,
    e.kind,
    k.speaker_id,
    k.speaker_name,
    coalesce(e.holder_id, k.speaker_id) as holder_id,
    coalesce(h.name, k.speaker_name) as holder_name,
    k.date, k.date_min, k.date_max,
    k.form,
    k.summary,
    e.to_id as denied_statement_id,
    t.speaker_id as denied_speaker_id,
    w.name as denied_speaker_name,
    t.summary as denied_summary,
    e.claim_id,
    e.subject_kind,
    e.subject_id,
    e.predicate,
    e.object_id,
    e.value,
    e.modality,
    e.mode,
    e.certainty,
    e.coding,
    e.extent,
    s.topic_id,
    k.document_id
from entries e
join statement_chain k on k.statement_id = e.statement_id
join statements s on s.statement_id = e.statement_id
left join actors h on h.actor_id = e.holder_id
left join statements t on t.statement_id = e.to_id
left join actors w on w.actor_id = t.speaker_id
where k.form <> 'suggested'
order by e.statement_id, sequence;

-- In order of the time at which a claim held; where it does not say, of the day on which it was made.
create view positions as
select
    c.claim_id,
    coalesce(c.holder_id, s.speaker_id) as holder_id,
    h.name as holder_name,
    {subject_kind} as subject_kind,
    {subject_id} as subject_id,
    c.predicate,
    coalesce(c.object_actor_id, c.object_document_id, c.object_event_id) as object_id,
    c.value,
    c.topic_id,
    c.polarity,
    c.modality,
    c.mode,
    c.certainty,
    c.extent,
    c.start, c.start_min, c.start_max,
    c."end", c.end_min, c.end_max,
    s.date, s.date_min, s.date_max,
    s.speaker_id as claimant_id,
    s.audience,
    s.statement_id,
    s.document_id
from claims c
join statements s on s.statement_id = c.statement_id
join actors h on h.actor_id = coalesce(c.holder_id, s.speaker_id)
order by
    coalesce(c.holder_id, s.speaker_id), subject_kind, subject_id, c.predicate,
    coalesce(c.start_min, s.date_min, s.date_max), c.claim_id;

-- Accounts are claims; in-the-room is what participations record. fpdata/model/presence.py says what counts as there. What
-- a state controls, such as weapons or territory, says nothing of who made its policy.
create view power as
with accounts as (
    select
        coalesce(c.topic_id, s.topic_id) as topic_id,
        case c.predicate when '{object_led}' then c.object_actor_id else c.about_actor_id end as actor_id,
        case c.predicate {standings} end as standing,
        coalesce(c.holder_id, s.speaker_id) as account_id,
        c.polarity,
        s.date_min, s.date_max
    from claims c
    join statements s on s.statement_id = c.statement_id
    where
        c.predicate in {standing_predicates}
        and c.modality = 'actual'
        and not (
            c.predicate = 'controls'
            and exists (select 1 from actors x where x.actor_id = c.about_actor_id and x.kind = 'state')
        )
),
present as (
    select distinct e.topic_id, e.event_id, e.part_of_id, e.date_min, e.date_max, p.actor_id
    from events e
    join participations p on p.event_id = e.event_id
    where
        e.kind in {room_kinds}
        and e.status = 'held'
        and p.part not in {not_there}
        and p.presence in {presences}
),
counted as (
    select w.*
    from present w
    where not exists (
        select 1
        from present part
        where part.part_of_id = w.event_id and part.actor_id = w.actor_id and part.topic_id = w.topic_id
    )
),
entries as (
    select
        topic_id, actor_id, standing, account_id,
        count(case when polarity = 'affirmed' then 1 end) as affirmed,
        count(case when polarity = 'negated' then 1 end) as negated,
        0 as events,
        0 as held,
        min(coalesce(date_min, date_max)) as first_day,
        max(coalesce(date_max, date_min)) as last_day
    from accounts
    where actor_id is not null
    group by topic_id, actor_id, standing, account_id
    union all
    select
        c.topic_id, c.actor_id, 'in-the-room', null, 0, 0, count(*), h.held,
        min(coalesce(c.date_min, c.date_max)), max(coalesce(c.date_max, c.date_min))
    from counted c
    join (select topic_id, count(distinct event_id) as held from counted group by topic_id) h on h.topic_id = c.topic_id
    group by c.topic_id, c.actor_id, h.held
),
ranked as (
    select
        e.*,
        case standing {ranks} end as rank
    from entries e
)
select
    e.topic_id,
    row_number() over (partition by e.topic_id order by e.rank, e.actor_id, e.account_id nulls last) as sequence,
    t.name as topic_name,
    e.actor_id,
    a.name as actor_name,
    e.standing,
    e.account_id,
    b.name as account_name,
    e.affirmed,
    e.negated,
    e.events,
    e.held,
    e.first_day as first,
    e.last_day as last
from ranked e
join topics t on t.topic_id = e.topic_id
join actors a on a.actor_id = e.actor_id
left join actors b on b.actor_id = e.account_id
order by e.topic_id, sequence;

-- One row for each sender with each recipient; a document that names only one side has null for the other.
create view correspondence as
select
    d.document_id,
    row_number() over (
        partition by d.document_id order by f.sequence nulls last, f.actor_id, t.sequence nulls last, t.actor_id
    ) as sequence,
    f.actor_id as sender_id,
    fa.name as sender_name,
    f.role_id as sender_role_id,
    t.actor_id as recipient_id,
    ta.name as recipient_name,
    t.role_id as recipient_role_id,
    d.date, d.date_min, d.date_max,
    d.place,
    d.kind,
    d.number,
    d.classification,
    d.title,
    d.url
from (select distinct document_id from contributions where part in ('sender', 'recipient')) c
join documents d on d.document_id = c.document_id
left join contributions f on f.document_id = d.document_id and f.part = 'sender'
left join actors fa on fa.actor_id = f.actor_id
left join contributions t on t.document_id = d.document_id and t.part = 'recipient'
left join actors ta on ta.actor_id = t.actor_id
order by coalesce(d.date_min, d.date_max) is null, coalesce(d.date_min, d.date_max), d.document_id, sequence;

-- Each country is its own successor at step 0, so that one filter on successor_id finds a state with its predecessors.
create view country_lineage as
with recursive forward (country_id, successor_id, steps) as (
    select country_id, country_id, 0
    from countries
    union all
    select f.country_id, c.successor_id, f.steps + 1
    from forward f
    join countries c on c.country_id = f.successor_id
    where c.successor_id is not null
)
select f.country_id, a.name as country_name, f.successor_id, b.name as successor_name, f.steps
from forward f
join countries a on a.country_id = f.country_id
join countries b on b.country_id = f.successor_id
order by f.country_id, f.steps;

create view timeline as
select date, date_min, date_max, kind, record_id, actor_id, text, source_id
from (
    select e.date, e.date_min, e.date_max, 'event' as kind, e.event_id as record_id, null as actor_id, e.name as text, e.source_id
    from events e
    union all
    select s.date, s.date_min, s.date_max, 'statement', s.statement_id, s.speaker_id, s.summary, s.document_id
    from statements s
    where s.date is not null
    union all
    select d.date, d.date_min, d.date_max, 'document', d.document_id, d.author_id, d.title, d.document_id
    from documents d
    where d.date is not null
    union all
    select r.start, r.start_min, r.start_max, 'role-start', r.role_id, r.actor_id, r.title, r.source_id
    from roles r
    where r.start_min is not null and r.start_max is not null -- see below
    union all
    select r."end", r.end_min, r.end_max, 'role-end', r.role_id, r.actor_id, r.title, r.source_id
    from roles r
    where r.end_min is not null and r.end_max is not null -- "some day after" would match every later day
) t
order by coalesce(date_min, date_max), date_max, kind, record_id;

-- fpdata/export/panels.py computes the values: which years a state has, and where a number is null rather than 0.
create view country_years as
select
    p.country_id,
    p.year,
    c.name as country_name,
    c.cow, c.gw, c.iso_alpha2, c.iso_alpha3,
    p.days,
    p.covered_days,
    p.rank,
    p.ambassador_certain, p.ambassador_presumed,
    p.chief_certain, p.chief_presumed, p.chief_possible,
    p.acting_certain, p.acting_presumed,
    p.vacant_days, p.closed_days,
    p.chief_role_id, p.career_type, p.chief_last_day,
    p.president_trips, p.secretary_trips, p.visits, p.meetings, p.calls, p.letters_to, p.letters_from
from panel p
join countries c on c.country_id = p.country_id
order by p.country_id, p.year;

-- What the United States sends, and what the other state sends.
create view dyad_years as
select
    d.from_id,
    d.to_id,
    d.year,
    a.cow as from_cow,
    b.cow as to_cow,
    a.gw as from_gw,
    b.gw as to_gw,
    a.iso_alpha3 as from_iso_alpha3,
    b.iso_alpha3 as to_iso_alpha3,
    d.days,
    d.rank,
    d.ambassador_certain, d.ambassador_presumed,
    d.visits,
    d.secretary_trips,
    d.meetings, d.calls, d.letters
from (
    select
        'united-states' as from_id, country_id as to_id, year, days,
        rank, ambassador_certain, ambassador_presumed,
        president_trips as visits, secretary_trips, meetings, calls, letters_to as letters
    from panel
    union all
    select
        country_id, 'united-states', year, days,
        their_rank, their_ambassador_certain, their_ambassador_presumed,
        visits, null, meetings, calls, letters_from
    from panel
) d
join countries a on a.country_id = d.from_id
join countries b on b.country_id = d.to_id
order by d.from_id, d.to_id, d.year;
