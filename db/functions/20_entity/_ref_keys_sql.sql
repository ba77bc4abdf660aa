-- room: entity    audience: private    calls: nothing
create function lockstep_private.ref_keys_sql(entity text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        string_agg(
            format(', (%s) as lockstep_ref%s_%s', k.expression, r.ordinal, k.ordinal),
            '' order by r.ordinal, k.ordinal
        ),
        ''
    )
    from lockstep_state.entity_ref as r
    cross join lateral unnest(r.key) with ordinality as k (expression, ordinal)
    where r.entity = ref_keys_sql.entity;
$body$;

comment on function lockstep_private.ref_keys_sql is
    'Columns of the projection that hold the source keys referred to: lockstep_ref1_1 …, whether '
    'or not a ledger knows them.';
