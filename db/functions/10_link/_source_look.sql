-- room: link    audience: private    calls: catalog_schema
--
-- The time first: whoever is not among the transactions began after it, or had ended.
create function lockstep_private.source_look(link text)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_schema       text := lockstep_private.catalog_schema(link);
    v_at           timestamptz;
    v_standby      boolean;
    v_transactions jsonb;
begin
    if to_regclass(format('%I.open_transactions', v_schema)) is null then
        return null;
    end if;

    execute format('select n.at, n.is_standby from %I.source_now as n', v_schema)
    into v_at, v_standby;
    if v_standby or v_at is null then
        return null;
    end if;

    execute format(
        'select coalesce(jsonb_agg(to_jsonb(t.*)), %L) from %I.open_transactions as t',
        '[]', v_schema
    )
    into v_transactions;

    return jsonb_build_object('at', v_at, 'transactions', v_transactions);
end;
$body$;

comment on function lockstep_private.source_look is
    'The time at the source and the transactions that are open there right after; null for a '
    'standby, and for a link that was last imported by a lockstep that did not look.';
