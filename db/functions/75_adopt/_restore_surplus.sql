-- room: adopt    audience: private    calls: prefixed_list joined_sql
create function lockstep_private.restore_surplus(
    shape      lockstep_private.shape,
    run        bigint,
    source_key jsonb
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_columns text[] := array(
        select a.attname::text
        from pg_attribute as a
        where a.attrelid = to_regclass(shape.target)
            and a.attnum > 0
            and not a.attisdropped
            and a.attgenerated = ''
        order by a.attnum
    );
    v_rows bigint;
begin
    execute format(
        $sql$
        with lost as materialized (
            select i.id, i.before
            from lockstep_state.adoption_issue as i
            where i.run = $1
                and i.entity = %1$L
                and i.before is not null
                and ($2 is null or i.source_key = $2)
        ),
        back as (
            insert into %2$s (%3$s) overriding system value
            select %5$s
            from lost as i
            cross join lateral jsonb_populate_record(null::%2$s, i.before) as p
            where not exists (select from %2$s as t where %4$s)
        )
        update lockstep_state.adoption_issue as i
        set before = null
        from lost as o
        where i.id = o.id
        $sql$,
        shape.entity,
        shape.target,
        lockstep_private.prefixed_list(v_columns),
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.target_keys, 'p.'),
        lockstep_private.prefixed_list(v_columns, 'p.')
    )
    using run, source_key;
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$body$;

comment on function lockstep_private.restore_surplus is
    'Inserts the duplicates again that an adoption deleted (source_key: only those of one). '
    'Returns how many.';
