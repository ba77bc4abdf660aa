-- room: apply    audience: private    calls: create_diff prefixed_list resolves_sql key_json_sql reject_keys_list
create function lockstep_private.find_resolvable(
    shape lockstep_private.shape,
    run   bigint,
    rows  integer
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_found bigint;
begin
    perform lockstep_private.create_diff(shape);
    execute format(
        $sql$
        with candidate as (
            select %1$s, %2$s, 'relink' as state
            from %3$s as l
            where l.unresolved is not null
                and l.gone_at is null
                and l.settled_at is null
                and (%4$s)
                and not exists (
                    select
                    from lockstep_state.reject as r
                    where r.entity = %5$L and r.closed_at is null and r.source_key = %6$s
                        and r.last_run = $1
                )
            union all
            select %7$s, %2$s, case when l.target_hash is null then 'insert' else 'update' end
            from lockstep_state.reject as r
            left join %3$s as l on %8$s
            where r.entity = %5$L
                and r.closed_at is null
                and r.operation = 'write'
                and r.reason = 'unresolved_reference'
                and (l.unresolved is null or r.last_run = $1)
                and l.gone_at is null
                and (%9$s)
        )
        insert into pg_temp.lockstep_diff
        select c.*, null from candidate as c limit $2
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.ledger,
        lockstep_private.resolves_sql(shape.entity, 'l.unresolved'),
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        lockstep_private.reject_keys_list(shape),
        (
            select string_agg(
                format('l.%I = (r.source_key ->> %s)::%s', k.name, k.ordinal - 1, k.type), ' and '
            )
            from unnest(shape.ledger_source_keys, shape.key_types)
                with ordinality as k (name, type, ordinal)
        ),
        lockstep_private.resolves_sql(shape.entity, 'r.unresolved')
    )
    using run, rows;
    get diagnostics v_found = row_count;

    return v_found;
end;
$body$;

comment on function lockstep_private.find_resolvable is
    'Fills lockstep_diff with up to so many rows that were written or refused with an unresolved '
    'reference which can be resolved now. Returns their number.';
