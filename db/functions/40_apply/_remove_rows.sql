-- room: apply    audience: private    calls: find_doomed prefixed_list write_or_split key_json_sql
create function lockstep_private.remove_rows(
    shape         lockstep_private.shape,
    run           bigint,
    max_rows      integer,
    statement_sql text,
    condition_sql text,
    again         boolean default false,
    out matched   bigint,
    out written   bigint,
    out refused   bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
declare
    v_rows bigint;
begin
    written := 0;
    refused := 0;
    matched := lockstep_private.find_doomed(shape, run, max_rows, condition_sql, again);
    if matched = 0 then
        return;
    end if;

    drop table if exists pg_temp.lockstep_batch;
    execute format(
        $sql$
        create temp table lockstep_batch on commit drop as
        select row_number() over () as lockstep_n, %s, %s
        from pg_temp.lockstep_diff as d
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'd.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'd.')
    );
    get diagnostics v_rows = row_count;
    analyze pg_temp.lockstep_batch (lockstep_n);
    if v_rows = 0 then
        return;
    end if;

    select w.written, w.refused
    into written, refused
    from lockstep_private.write_or_split(
        shape.entity,
        'delete',
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'b.'),
        array[statement_sql],
        run, 1, v_rows
    ) as w;
end;
$body$;

comment on function lockstep_private.remove_rows is
    'Runs a statement (remove_sql or unlink_sql) over up to so many target rows whose source row '
    'is gone and that meet the condition over l; with again also those that this run '
    'could not delete. Returns rows looked at, written and refused.';
