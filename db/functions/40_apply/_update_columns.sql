-- room: apply    audience: private    calls: written_columns
create function lockstep_private.update_columns(shape lockstep_private.shape)
    returns table (name text, value_from text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select w.name, w.name
    from unnest(lockstep_private.written_columns(shape.entity)) as w (name)
    union all
    select shape.target_keys[1], 'lockstep_' || shape.ledger_target_keys[1]
    where cardinality(lockstep_private.written_columns(shape.entity)) = 0;
$body$;

comment on function lockstep_private.update_columns is
    'Target columns that an update sets and where their values come from; the key itself where a '
    'mapping has no other column.';
