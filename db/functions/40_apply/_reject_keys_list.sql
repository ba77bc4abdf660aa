-- room: apply    audience: private    calls: nothing
create function lockstep_private.reject_keys_list(shape lockstep_private.shape)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        format('(r.source_key ->> %s)::%s', k.ordinal - 1, k.type), ', ' order by k.ordinal
    )
    from unnest(shape.key_types) with ordinality as k (type, ordinal);
$body$;

comment on function lockstep_private.reject_keys_list is
    'SQL for the source key of a reject (alias r) in its own types.';
