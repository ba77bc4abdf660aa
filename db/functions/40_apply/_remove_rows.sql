-- room: apply    audience: private    calls: prefixed_list key_json_sql write_or_split remove_sql
create function lockstep_private.remove_rows(
    shape       lockstep_private.shape,
    run         bigint,
    rows        integer,
    out matched bigint,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set timezone = 'GMT'
    set datestyle = 'ISO'
as $body$
begin
    drop table if exists pg_temp.lockstep_batch;
    execute format(
        $sql$
        create temp table lockstep_batch on commit drop as
        select row_number() over () as lockstep_n, %1$s, %2$s
        from %3$s as l
        where l.gone_at is not null
            and l.settled_at is null
            and not exists (
                select
                from lockstep_state.reject as r
                where r.entity = %4$L and r.source_key = %5$s
                    and r.operation = 'delete' and r.closed_at is null and r.last_run = %6$s
            )
        limit %7$s
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.ledger,
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        run::bigint,
        rows::integer
    );
    get diagnostics matched = row_count;
    analyze pg_temp.lockstep_batch (lockstep_n);
    if matched = 0 then
        return;
    end if;

    select w.written, w.refused
    into written, refused
    from lockstep_private.write_or_split(
        shape.entity,
        'delete',
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'b.'),
        array[lockstep_private.remove_sql(shape)],
        run, 1, matched
    ) as w;
end;
$body$;

comment on function lockstep_private.remove_rows is
    'Deals with up to so many target rows whose source row is gone. Returns rows found, written '
    'and '
    'refused.';
