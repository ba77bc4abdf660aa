-- room: link    audience: private    calls: planned_changes source_picture used_columns
create function lockstep_private.source_changes(shape lockstep_private.shape, link text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        case
            when c.change = 'dropped'
                then format('%I.%I has gone', c.remote_schema, c.remote_table)
            else format(
                '%I.%I: %s', c.remote_schema, c.remote_table,
                regexp_replace(c.statement_sql, '^alter foreign table .*? (?=add|alter|drop)', '')
            )
        end,
        '; ' order by c.remote_schema, c.remote_table
    )
    from lockstep_private.planned_changes(
        source_changes.link, lockstep_private.source_picture(source_changes.link)
    ) as c
    where exists (
        select
        from lockstep_private.used_columns(shape) as u
        where u.remote_schema = c.remote_schema
            and u.remote_table = c.remote_table
            and (c.change = 'dropped' or u.name = any (c.touched))
    );
$body$;

comment on function lockstep_private.source_changes is
    'What has changed, since they were linked, of the tables and columns that an entity reads; '
    'null if nothing.';
