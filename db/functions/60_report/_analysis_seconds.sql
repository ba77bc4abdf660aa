-- room: report    audience: private    calls: expected_seconds
create function lockstep_private.analysis_seconds(
    entity      text,
    rows        bigint,
    written     bigint,
    is_load     boolean,
    out seconds double precision,
    out basis   text
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        case when is_load then 0 else c.seconds end
            + case when written = 0 then 0 else l.seconds end,
        case
            when is_load then l.basis
            when written = 0 then c.basis
            else concat_ws(', ', c.basis, nullif(l.basis, c.basis))
        end
    from lockstep_private.expected_seconds(entity, 'compare', rows) as c
    cross join lockstep_private.expected_seconds(entity, 'load', written) as l;
$body$;

comment on function lockstep_private.analysis_seconds is
    'About how long a sync works on an entity: it compares all rows, but in a first load, and '
    'writes some. basis: by which runs that is known.';
