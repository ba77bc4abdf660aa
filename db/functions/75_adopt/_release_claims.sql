-- room: adopt    audience: private    calls: nothing
create function lockstep_private.release_claims(shape lockstep_private.shape, run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_runs bigint[] := array(
        select r.id
        from lockstep_state.run as r
        where r.kind = 'adopt'
            and r.status <> 'completed'
            and r.id <> release_claims.run
            and shape.entity = any (r.entities)
    );
begin
    if v_runs <> '{}' then
        execute format(
            'delete from %s as l where l.run = any ($1) and l.adopted_at is not null '
            'and l.settled_at is not null',
            shape.ledger
        )
        using v_runs;
    end if;
end;
$body$;

comment on function lockstep_private.release_claims is
    'Forgets the pairs of adoptions that did not come to their end and never met their source row.';
