-- room: entity    audience: private    calls: nothing
create function lockstep_private.written_columns(entity text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(array_agg(c.name order by c.ordinal), '{}')
    from lockstep_state.entity_column as c
    join lockstep_state.entity as e on e.name = c.entity
    where c.entity = written_columns.entity
        and c.side = 'target'
        and (c.key_position is null or e.key_strategy = 'keep');
$body$;

comment on function lockstep_private.written_columns is
    'Target columns that come out of the projection.';
