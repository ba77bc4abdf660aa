-- room: compare    audience: private    calls: nothing
create function lockstep_private.moved_sql(watermark text, since text, with_nulls boolean)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        case when with_nulls then '(s.%1$I >= %2$L or s.%1$I is null)' else 's.%1$I >= %2$L' end,
        watermark, since
    );
$body$;

comment on function lockstep_private.moved_sql is
    'The condition over s that a watermark is not before a time (or null).';
