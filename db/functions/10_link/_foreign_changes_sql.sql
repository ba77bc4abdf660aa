-- room: link    audience: private    calls: fetch_size link_row local_columns
create function lockstep_private.foreign_changes_sql(
    link    text,
    picture lockstep_private.far_picture
)
    returns table (local_table text, statement_sql text, touched text[])
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    with
    wanted as (
        select t.local_table, c.name, c.ordinal, c.local_type as type, c.is_not_null
        from unnest(picture.tables) as t
        join unnest(picture.columns) as c
            on c.remote_schema = t.remote_schema and c.remote_table = t.remote_table
        where t.is_linked
    ),
    present as (
        select p.*
        from lockstep_private.local_columns(link) as p
        where p.local_table in (select w.local_table from wanted as w)
    ),
    clause as (
        select
            coalesce(w.local_table, p.local_table) as local_table,
            coalesce(w.name, p.name) as name,
            w.ordinal,
            p.name is not null and (w.name is null or w.type <> p.type) as is_touched,
            case
                when p.name is null then format('add column %I %s', w.name, w.type)
                    || case when w.is_not_null then ' not null' else '' end
                when w.name is null then format('drop column %I', p.name)
                else concat_ws(', ',
                    case when w.type <> p.type
                        then format('alter column %I type %s', w.name, w.type) end,
                    case when w.is_not_null <> p.is_not_null
                        then format('alter column %I %s not null', w.name,
                            case when w.is_not_null then 'set' else 'drop' end) end
                )
            end as clause_sql
        from wanted as w
        full join present as p on p.local_table = w.local_table and p.name = w.name
        where coalesce(w.local_table, p.local_table) in (select p.local_table from present as p)
        union all
        select
            f.local_table, null, null, false,
            case
                when f.wanted is not distinct from f.present then ''
                when f.wanted is null then 'options (drop fetch_size)'
                else format(
                    'options (%s fetch_size %L)',
                    case when f.present is null then 'add' else 'set' end, f.wanted
                )
            end
        from (
            select
                t.local_table,
                lockstep_private.fetch_size(t.row_bytes)::text as wanted,
                (
                    select o.option_value
                    from pg_options_to_table(r.ftoptions) as o
                    where o.option_name = 'fetch_size'
                ) as present
            from unnest(picture.tables) as t
            cross join lockstep_private.link_row(link) as l
            join pg_foreign_table as r
                on r.ftrelid = to_regclass(format('%I.%I', l.local_schema, t.local_table))
            where t.is_linked
        ) as f
    )
    select
        c.local_table,
        format('alter foreign table %I.%I %s', (lockstep_private.link_row(link)).local_schema,
            c.local_table, string_agg(c.clause_sql, ', ' order by c.ordinal nulls first, c.name)),
        coalesce(array_agg(c.name order by c.name) filter (where c.is_touched), '{}')
    from clause as c
    where c.clause_sql <> ''
    group by c.local_table;
$body$;

comment on function lockstep_private.foreign_changes_sql is
    'The statements that bring foreign tables that are there up to date; none for those that are.';
