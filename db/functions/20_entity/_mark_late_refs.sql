-- room: entity    audience: private    calls: nothing
--
-- A reference is late when its two entities reach each other: no order serves both. Where one of
-- the columns of such a cycle may not be null, that reference decides the order; the others wait.
create function lockstep_private.mark_late_refs()
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    with recursive edge as (
        select r.entity, r.refers_to, c.is_not_null as is_hard
        from lockstep_state.entity_ref as r
        join lockstep_state.entity_column as c
            on c.entity = r.entity and c.side = 'target' and c.name = r.name
    ),
    reach (entity, refers_to) as (
        select e.entity, e.refers_to from edge as e
        union
        select t.entity, e.refers_to from reach as t join edge as e on e.entity = t.refers_to
    ),
    hard_edge as (
        select e.entity, e.refers_to
        from edge as e
        where e.is_hard and e.entity <> e.refers_to
    ),
    hard_reach (entity, refers_to) as (
        select e.entity, e.refers_to from hard_edge as e
        union
        select t.entity, e.refers_to
        from hard_reach as t
        join hard_edge as e on e.entity = t.refers_to
    )
    update lockstep_state.entity_ref as r
    set is_late = exists (
            select from reach as b where b.entity = r.refers_to and b.refers_to = r.entity
        ) and not (
            exists (
                select from hard_edge as h where h.entity = r.entity and h.refers_to = r.refers_to
            )
            and not exists (
                select from hard_reach as h where h.entity = r.refers_to and h.refers_to = r.entity
            )
        )
    where true;
$body$;

comment on function lockstep_private.mark_late_refs is
    'Marks the references that the second pass has to complete: self-references and cycles.';
