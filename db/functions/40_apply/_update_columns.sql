-- room: apply    audience: private    calls: written_columns
create function lockstep_private.update_columns(shape lockstep_private.shape)
    returns table (name text, value_from text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with settable as (
        select w.name
        from unnest(lockstep_private.written_columns(shape.entity)) as w (name)
        join pg_attribute as a on a.attrelid = shape.target::regclass and a.attname = w.name
        where a.attidentity <> 'a'
    )
    select s.name, s.name from settable as s
    union all
    select shape.target_keys[1], 'lockstep_' || shape.ledger_target_keys[1]
    where not exists (select from settable);
$body$;

comment on function lockstep_private.update_columns is
    'Target columns that an update sets and where their values come from: not identities that are '
    'generated always; the key itself where a mapping has no other column.';
