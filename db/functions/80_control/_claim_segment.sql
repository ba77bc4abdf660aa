-- room: control    audience: private    calls: is_due
create function lockstep_private.claim_segment(run bigint)
    returns lockstep_state.segment
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select s.*
    from lockstep_state.segment as s
    where s.run = claim_segment.run
        and not s.is_done
        and s.stage = (
            select min(o.stage)
            from lockstep_state.segment as o
            where o.run = claim_segment.run and not o.is_done
        )
        and case when s.kind = 'settle' then lockstep_private.is_due(s) else true end
    order by s.id
    limit 1
    for update skip locked;
$body$;

comment on function lockstep_private.claim_segment is
    'The next open segment of the earliest stage that is due and that nobody else works on; null '
    'when there is none.';
