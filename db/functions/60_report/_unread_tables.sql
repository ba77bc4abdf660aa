-- room: report    audience: private    calls: relations_under
create function lockstep_private.unread_tables()
    returns table (
        link           text,
        name           text,
        estimated_rows bigint,
        reason         text,
        key            text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        t.link,
        format('%I.%I', t.remote_schema, t.remote_table),
        t.estimated_rows,
        case when not t.is_linked then t.reason end,
        format('unread_table:%s:%s.%s', t.link, t.remote_schema, t.remote_table)
    from lockstep_state.linked_table as t
    join lockstep_state.link as l on l.name = t.link
    where t.parent is null
        and t.kind in ('table', 'partitioned table', 'foreign table')
        and coalesce(
            to_regclass(format('%I.%I', l.local_schema, t.local_table)) not in (
                select r.relation
                from lockstep_state.entity as e
                cross join lateral lockstep_private.relations_under(
                    format('lockstep_mapping.%I', e.name || '_source')
                ) as r (relation)
            ),
            true
        )
    order by t.estimated_rows desc, t.link, t.remote_schema, t.remote_table;
$body$;

comment on function lockstep_private.unread_tables is
    'Tables of the sources that no entity reads, directly or through a join; largest first.';
