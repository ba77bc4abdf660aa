-- room: link    audience: private    calls: catalog_schema link_row
--
-- The time first: whoever is not among the transactions began after it, or had ended.
create function lockstep_private.source_look(link text, out look jsonb, out obstacle text)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_schema       text := lockstep_private.catalog_schema(link);
    v_at           timestamptz;
    v_is_replica   boolean;
    v_transactions jsonb;
begin
    if not exists (
        select
        from pg_namespace as n
        join pg_class as c on c.relnamespace = n.oid
        where n.nspname = v_schema and c.relname = 'open_transactions'
    ) then
        obstacle := format('an older lockstep made the link: lockstep link import %s', link);
        return;
    end if;

    execute format('select n.at, n.is_replica from %I.source_now as n', v_schema)
    into v_at, v_is_replica;
    if v_is_replica then
        obstacle := 'the source is a standby or a subscriber: its rows are written elsewhere';
        return;
    end if;

    execute format(
        'select coalesce(jsonb_agg(to_jsonb(t.*)), %L) from %I.open_transactions as t',
        '[]', v_schema
    )
    into v_transactions;
    look := jsonb_build_object(
        'at', v_at,
        'transactions', v_transactions,
        'server', (
            select string_agg(o, ' ' order by o)
            from pg_foreign_server as f
            cross join unnest(f.srvoptions) as o
            where f.srvname = (lockstep_private.link_row(link)).server
                and o ~ '^(host|hostaddr|port|dbname)='
        )
    );
end;
$body$;

comment on function lockstep_private.source_look is
    'The time at the source, the transactions that are open there right after, and where that is; '
    'or why that would tell nothing.';
