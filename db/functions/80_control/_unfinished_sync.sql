-- room: control    audience: private    calls: redefined_entities
create function lockstep_private.unfinished_sync(entities text[], options jsonb)
    returns bigint
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select u.id
    from (
        select r.id
        from lockstep_state.run as r
        where r.kind = 'sync'
            and not r.is_dry
            and r.status in ('pending', 'running', 'paused', 'failed')
            and r.entities = unfinished_sync.entities
            and coalesce(r.options -> 'watermark', 'false')
                = coalesce(unfinished_sync.options -> 'watermark', 'false')
            and coalesce(r.options -> 'deletes', 'true')
                = coalesce(unfinished_sync.options -> 'deletes', 'true')
            and r.options ->> 'analysis'
                is not distinct from unfinished_sync.options ->> 'analysis'
        order by r.id desc
        limit 1
    ) as u
    where lockstep_private.redefined_entities(u.id) = '{}';
$body$;

comment on function lockstep_private.unfinished_sync is
    'The sync of just these entities that did not end, and that the next one takes up: none that '
    'has an entity which was defined anew since, or goes by watermarks or by what a detect found '
    'or leaves deletes alone when the other does not.';
