-- room: apply    audience: private    calls: parkable_columns
create function lockstep_private.parking_lists(
    shape lockstep_private.shape,
    out assignments_list text,
    out moved_sql        text
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        string_agg(
            format(
                '%1$I = case when %2$s then %3$s else t.%1$I end',
                c.name, w.changed_sql, c.value_sql
            ),
            ', ' order by c.name
        ),
        string_agg(w.changed_sql, ' or ' order by c.name)
    from lockstep_private.parkable_columns(shape) as c
    cross join lateral (
        select string_agg(
            format('t.%1$I::text is distinct from p.%1$I::text', n), ' or ' order by n
        ) as changed_sql
        from unnest(c.watched) as n
    ) as w;
$body$;

comment on function lockstep_private.parking_lists is
    'What an update sets to park target rows t that are to become as p, and which of them it '
    'concerns. Null if there is nothing to park by.';
