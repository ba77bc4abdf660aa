-- room: link    audience: private    calls: foreign_changes_sql foreign_tables_sql link_row local_columns
create function lockstep_private.planned_changes(
    link    text,
    picture lockstep_private.far_picture
)
    returns setof lockstep_private.link_change
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    with
    present as materialized (
        select distinct p.local_table
        from lockstep_private.local_columns(planned_changes.link) as p
    )
    select
        t.remote_schema,
        t.remote_table,
        t.local_table,
        t.kind,
        case
            when not t.is_linked and t.parent is not null then 'covered'
            when not t.is_linked then 'not linked'
            when p.local_table is null then 'created'
            when a.local_table is not null then 'changed'
            else 'unchanged'
        end,
        t.reason,
        case when t.is_linked and p.local_table is null then n.statement_sql
            else a.statement_sql end,
        a.touched
    from unnest(picture.tables) as t
    left join present as p on p.local_table = t.local_table
    left join lockstep_private.foreign_tables_sql(planned_changes.link, picture) as n
        on n.local_table = t.local_table
    left join lockstep_private.foreign_changes_sql(planned_changes.link, picture) as a
        on a.local_table = t.local_table
    union all
    -- Foreign tables that somebody made by hand are not ours to drop.
    select
        k.remote_schema, k.remote_table, k.local_table, k.kind, 'dropped',
        'it is no longer at the source, or may no longer be read there',
        format('drop foreign table %I.%I', l.local_schema, p.local_table),
        null
    from present as p
    join lockstep_state.linked_table as k
        on k.link = planned_changes.link and k.local_table = p.local_table and k.is_linked
    cross join lockstep_private.link_row(planned_changes.link) as l
    left join unnest(picture.tables) as t on t.local_table = p.local_table and t.is_linked
    where t.local_table is null;
$body$;

comment on function lockstep_private.planned_changes is
    'What an import has to do so that the foreign tables of a link are as the picture of the '
    'source.';
