-- The twenty questions of docs/questions.md, as queries that SQLite and DuckDB both run.

-- 1. Every position on who wrote the plan, by claimant, holder and date
select t.claimant_name, t.holder_name, t.chain, t.date, t.polarity, t.object, t.mode, t.certainty, c.coding, t.verdict
from contested t
join claims c using (claim_id)
where t.subject_id = 'plan-28' and t.predicate = 'authored'
order by t.date_min, t.chain, t.claim_id;

-- 2. The chain of speakers behind "wish list", and who denied it
select c.chain, c.form, l.kind, d.speaker_name as answered_by, d.quote as answer
from statement_chain c
left join statement_links l on l.to_id = c.statement_id and l.kind in ('denies', 'contradicts', 'confirms')
left join statement_chain d on d.statement_id = l.from_id
where c.quote = 'wish list'
order by c.depth desc, c.chain, l.kind, answered_by, answer;

-- 3. Who is suspected of each leak, by whom, with what certainty, and who denied it
select coalesce(about_document_id, about_event_id) as leaked, coalesce(object_actor_id, value) as suspect, polarity,
    s.speaker_name as claimant, h.name as holder, mode, certainty, verdict
from claims c
join statement_chain s using (statement_id)
left join actors h on h.actor_id = c.holder_id
where predicate = 'leaked'
order by leaked, polarity, suspect, claimant, claim_id;

-- 4. Trump's stance on the plan on 20, 21, 22 and 25 November, in his own statements
select s.date, c.predicate, coalesce(c.about_document_id, c.object_document_id) as about, c.value, c.polarity, c.coding,
    c.mode, c.certainty, s.quote
from claims c join statements s using (statement_id)
where s.speaker_id = 'donald-trump' and s.audience = 'public'
    and s.date_max >= '2025-11-20' and s.date_min <= '2025-11-25'
    and 'plan-28' in (c.about_document_id, c.object_document_id)
    and c.predicate in ('supports', 'opposes', 'status', 'deadline', 'position')
order by s.date_max, c.claim_id;

-- 5. Was Kushner an official on 2025-11-23, and on 2026-02-23?
-- Only roles in a public office count. Without a recorded end, the role is presumed to go on for a while.
select day, count(r.role_id) > 0 as had_an_office, max(r.title) as title
from (select '2025-11-23' as day union select '2026-02-23') d
left join role_holders r on r.actor_id = 'jared-kushner' and cast(r.presumed_from as text) <= day
    and cast(r.presumed_to as text) >= day and r.basis <> 'informal' and r.office_kind <> 'private'
group by day order by day;

-- 6. Which assertions of the article do other sources contradict, dispute or call imprecise
select c.verdict, s.source_locator,
    coalesce(c.about_actor_id, c.about_document_id, c.about_event_id, c.about_office_id) || ': ' || c.predicate
        || coalesce(' ' || coalesce(c.object_actor_id, c.object_document_id, c.object_event_id), '')
        || coalesce(' ' || c.value, '') as assertion,
    c.polarity, c.verdict_note, c.verdict_document_id
from claims c join statements s using (statement_id)
where s.document_id = 'dcum-weblog-2025-11-26-foreign-policy' and s.speaker_id = 'dcum-weblog-author'
    and c.verdict in ('contradicted', 'disputed', 'imprecise')
order by c.verdict, s.source_locator, c.claim_id;

-- 7. How many points each version has, by whose count
select c.about_document_id as version, c.value as points, s.speaker_name as counted_by, h.name as holder, s.date, c.verdict
from claims c
join statement_chain s using (statement_id)
left join actors h on h.actor_id = c.holder_id
where c.predicate = 'point-count'
order by version, points, s.date_min, counted_by, c.claim_id;

-- 8. Which senators said "wish list", and which were only present
select a.name, coalesce(max(p.part in ('speaker', 'head')), false) as spoke,
    exists (select 1 from statements s where s.speaker_id = a.actor_id and s.quote = 'wish list') as said_wish_list
from relationships r
join actors a on a.actor_id = r.actor_id
left join participations p on p.actor_id = a.actor_id and p.event_id = '2025-11-22-senators-press-conference'
where r.kind = 'member-of' and r.other_id = 'us-senators-halifax-2025'
group by a.actor_id, a.name
order by said_wish_list desc, spoke desc, a.name;

-- 9. Statements that were deleted or never made public
select availability, chain_names, date, quote, summary
from statement_chain
where availability in ('deleted', 'never-public')
order by availability, date_min, statement_id;

-- 10. Everything between two dates, fuzzy dates included
-- A row matches if any day that its date can mean is within the range.
select date, kind, record_id, text
from timeline
where coalesce(date_min, '0001-01-01') <= '2025-11-19' and coalesce(date_max, '9999-12-31') >= '2025-11-18'
order by coalesce(date_min, date_max), date_max, kind, record_id;

-- 11. Who led which talks, and in what capacity
select e.date, e.name, a.name as led_by, p.presence, coalesce(r.title, p.title) as title, r.basis
from participations p
join events e using (event_id)
join actors a using (actor_id)
left join roles r using (role_id)
where p.part = 'head'
order by e.date_min, e.event_id, led_by;

-- 12. Which outlet published what first, and which pages are copies of it
select o.date, coalesce(p.name, o.outlet_id) as outlet, o.title, c.copy_kind, c.document_id as copy, c.url
from documents o
left join outlets p using (outlet_id)
join documents c on c.copy_of_id = o.document_id
order by o.date_min, o.document_id, copy;

-- 13. Every denial of anything about the plan
-- The view `denials` has three kinds: a claim that negates, a statement that denies or contradicts another, and a statement
-- whose act is a denial. A denial counts if its own topic, or that of the statement that it denies, is one of the plan's, or if
-- a claim about the plan is negated or made by the statement that is denied.
with about_the_plan as (
    select statement_id from statements where topic_id in ('plan-authorship', 'plan-terms', 'leaks')
    union
    select statement_id from claims where about_document_id = 'plan-28' or object_document_id = 'plan-28'
)
select distinct date, speaker_name as "by", case when holder_id <> speaker_id then holder_name end as on_the_view_of,
    kind as denial,
    coalesce(
        subject_id || ': ' || predicate || coalesce(' ' || value, '') || coalesce(' ' || object_id, ''),
        denied_summary,
        summary
    ) as what,
    denied_speaker_name as of_whom
from denials
where topic_id in ('plan-authorship', 'plan-terms', 'leaks')
    or denied_statement_id in (select statement_id from about_the_plan)
    or subject_id = 'plan-28' or object_id = 'plan-28'
order by "by", denial, what, of_whom nulls last, date, on_the_view_of nulls last;

-- 14. When one person met officials of one country: Witkoff and Russia
-- Talks, meetings and calls in which both took part. `country_lineage` makes the Soviet Union count as Russia, which
-- matters for other persons.
with met as (
    select distinct own.event_id, a.name, other.presence
    from participations own
    join events e using (event_id)
    join participations other using (event_id)
    join actors a on a.actor_id = other.actor_id
    join country_lineage l on l.country_id = a.country_id and l.successor_id = 'russia'
    where own.actor_id = 'steve-witkoff' and e.kind in ('talks', 'meeting', 'call')
        and own.part not in ('subject', 'recipient') and other.part not in ('subject', 'recipient')
),
names as (
    select distinct event_id, group_concat(name, ', ') over (
        partition by event_id order by name rows between unbounded preceding and unbounded following) as with_whom
    from (select distinct event_id, name from met) n
),
presences as (
    select distinct event_id, group_concat(presence, ', ') over (
        partition by event_id order by presence rows between unbounded preceding and unbounded following) as presence
    from (select distinct event_id, presence from met) p
)
select e.date, e.kind, e.name, e.place, with_whom, presence
from names
join presences using (event_id)
join events e using (event_id)
order by e.date_min, event_id;

-- 15. Who acts without an office
-- Who took part in meetings and talks in an informal or merely factual capacity, and which public offices that person
-- held on those days, as far as they are recorded.
with seen as (
    select p.actor_id, a.name, p_role.title, p_role.basis, e.event_id, e.date_min, e.date_max, office.title as office
    from participations p
    join roles p_role on p_role.role_id = p.role_id and p_role.basis in ('informal', 'de-facto')
    join events e on e.event_id = p.event_id
    join actors a on a.actor_id = p.actor_id
    left join roles r on r.actor_id = p.actor_id and r.office_id is not null
        and r.basis not in ('informal', 'de-facto')
        and r.start_min <= e.date_max and (r.end_max is null or r.end_max >= e.date_min)
    left join offices office on office.office_id = r.office_id and office.kind <> 'private'
),
offices_held as (
    select distinct actor_id, title, basis, group_concat(office, ', ') over (
        partition by actor_id, title, basis order by office
        rows between unbounded preceding and unbounded following) as public_offices
    from (select distinct actor_id, title, basis, office from seen where office is not null) o
)
select s.name, s.title as acts_as, s.basis, min(s.date_min) as first_seen, max(s.date_max) as last_seen,
    count(distinct s.event_id) as events, coalesce(max(o.public_offices), 'none') as public_offices
from seen s
left join offices_held o using (actor_id, title, basis)
group by actor_id, s.name, s.title, s.basis
order by s.name;

-- 16. What rests on unnamed sources
-- Statements of speakers who are not named, and who passed them on. The author of the article, who is not named either, is
-- no source of others.
select c.chain_names, c.date, c.summary, k.predicate, coalesce(k.about_document_id, k.about_event_id, k.about_actor_id) as about,
    coalesce(k.object_actor_id, k.object_document_id, k.object_event_id, k.value) as object, k.verdict
from statement_chain c
join statements s on s.statement_id = c.statement_id and s.within_id is not null
join actors a on a.actor_id = c.speaker_id and a.kind = 'unnamed' and a.actor_id <> 'dcum-weblog-author'
left join claims k on k.statement_id = c.statement_id
order by c.chain_names, c.statement_id, k.claim_id;

-- 17. How Trump's position on the plan moved by day, and who says so
-- What he holds by his own statements and by the reports of others, in the order of the time at which it held.
select p.start as since, p."end" as until, p.date as said, p.predicate, coalesce(p.value, p.object_id) as value,
    p.polarity, a.name as claimant, c.coding
from positions p
join claims c using (claim_id)
join actors a on a.actor_id = p.claimant_id
where p.holder_id = 'donald-trump' and 'plan-28' in (p.subject_id, p.object_id)
    and p.predicate in ('supports', 'status', 'deadline', 'position')
order by coalesce(p.start_min, p.end_max, p.date_min, p.date_max), p.claim_id;

-- 18. What Rubio says of the plan, and what others say that he holds, in private and in public
select case when p.claimant_id = p.holder_id then s.audience else 'as others report' end as heard,
    p.predicate, coalesce(p.value, p.object_id) as value, p.polarity, c.chain_names, k.coding, k.verdict
from positions p
join claims k using (claim_id)
join statements s on s.statement_id = p.statement_id
join statement_chain c on c.statement_id = p.statement_id
where p.holder_id = 'marco-rubio' and 'plan-28' in (p.subject_id, p.object_id)
order by heard, p.predicate, value, p.polarity, c.chain_names, p.claim_id;

-- 19. What is said to be due, conditional or planned, and not to be so
select c.modality, s.speaker_name as claimant, h.name as holder,
    coalesce(c.about_actor_id, c.about_office_id, c.about_document_id, c.about_event_id) as about, c.predicate,
    coalesce(coalesce(c.object_actor_id, c.object_document_id, c.object_event_id) || coalesce(': ' || c.value, ''), c.value)
        as object
from claims c
join statement_chain s using (statement_id)
left join actors h on h.actor_id = c.holder_id
where c.modality <> 'actual'
order by c.modality, about, c.predicate, claimant, c.claim_id;

-- 20. Who advised whom on what, and who is said to lack which experience
select c.predicate, a.name as person, t.name as topic, o.name as advised, c.polarity, s.chain_names, c.coding, c.verdict
from claims c
join statement_chain s using (statement_id)
join actors a on a.actor_id = c.about_actor_id
left join actors o on o.actor_id = c.object_actor_id
left join topics t on t.topic_id = c.topic_id
where c.predicate in ('advised', 'lacks-experience')
order by c.predicate, person, topic, advised, s.chain_names, c.claim_id;
