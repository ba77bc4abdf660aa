-- room: adopt    audience: private    calls: nothing
create function lockstep_private.ways_of(ways jsonb)
    returns text[]
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select array_remove(
        array[
            case when jsonb_array_length(ways -> 'by') > 0 then 'rows' end,
            case when ways ? 'keys' then 'keys' end,
            case when ways ? 'mapping' then 'mapping' end,
            case when ways ? 'query' then 'query' end
        ],
        null
    );
$body$;

comment on function lockstep_private.ways_of is
    'The ways by which an entity is adopted, the most credible first.';
