-- room: validate    audience: private    calls: nothing
create function lockstep_private.is_tolerated(
    rows     bigint,
    standing lockstep_private.standing
)
    returns boolean
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select rows * 100.0 <= standing.source_rows * (100 - standing.min_success);
$body$;

comment on function lockstep_private.is_tolerated is
    'Whether so many wrong rows leave at least min_success percent of all rows at the source '
    'correct.';
