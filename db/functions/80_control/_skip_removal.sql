-- room: control    audience: private    calls: nothing
create function lockstep_private.skip_removal(run bigint, entity text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_any boolean;
begin
    execute format(
        'select exists (select from lockstep_ledger.%I as l '
            'where l.gone_at is not null and l.settled_at is null)',
        entity
    )
    into v_any;
    if not v_any then
        delete from lockstep_state.segment as s
        where s.run = skip_removal.run
            and s.entity = skip_removal.entity
            and s.kind in ('unlink', 'remove');
    end if;
end;
$body$;

comment on function lockstep_private.skip_removal is
    'Takes the segments that delete rows off a run for an entity that lost none.';
