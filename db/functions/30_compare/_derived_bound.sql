-- room: compare    audience: private    calls: nothing
--
-- Integers beyond 48 bits are not in the key: they sort anywhere, and are in no range.
create function lockstep_private.derived_bound(bound bigint)
    returns uuid
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select rpad(
        encode(
            substr(
                int8send(
                    greatest(-140737488355328, least(140737488355327, bound)) + 140737488355328
                ),
                3
            ),
            'hex'
        ),
        32, '0'
    )::uuid;
$body$;

comment on function lockstep_private.derived_bound is
    'The smallest UUID that a target key derived from this integer can be; null for null.';
