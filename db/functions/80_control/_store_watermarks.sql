-- room: control    audience: private    calls: nothing
create function lockstep_private.store_watermarks(run bigint, entities text[])
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.watermark (
        entity, since, seen_at, noted_at, server, open, defined_at
    )
    select
        r.entity,
        (r.look ->> 'since')::timestamptz,
        (r.look ->> 'seen_at')::timestamptz,
        (r.look ->> 'noted_at')::timestamptz,
        r.look ->> 'server',
        r.look -> 'open',
        r.defined_at
    from lockstep_state.run_entity as r
    where r.run = store_watermarks.run
        and r.entity = any (store_watermarks.entities)
        and r.look ? 'since'
    on conflict (entity) do update
    set since = excluded.since,
        seen_at = excluded.seen_at,
        noted_at = excluded.noted_at,
        server = excluded.server,
        open = excluded.open,
        defined_at = excluded.defined_at;
$body$;

comment on function lockstep_private.store_watermarks is
    'Moves the watermarks of entities that a sync is through with, in the commit that closes them.';
