-- room: apply    audience: private    calls: create_diff diff_keys_sql joined_sql key_json_sql prefixed_list
--
-- The ledger says what was gone when a segment was compared, which may be long ago. The source is
-- asked again, in the snapshot of this step: what is back there is not deleted, and is counted.
create function lockstep_private.find_doomed(
    shape         lockstep_private.shape,
    run           bigint,
    max_rows      integer,
    condition_sql text,
    again         boolean default false
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_rows bigint;
begin
    perform lockstep_private.create_diff(shape);
    execute format(
        $sql$
        insert into pg_temp.lockstep_diff
        select %s, %s, 'delete', null
        from %s as l
        where l.gone_at is not null
            and l.settled_at is null
            and %s
            and not exists (
                select
                from lockstep_state.reject as r
                where r.entity = %L and r.source_key = %s
                    and r.operation = 'delete' and r.closed_at is null
                    and r.last_run = $1 and not $3
            )
        limit $2
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.ledger,
        condition_sql,
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.')
    )
    using run, max_rows, again;
    get diagnostics v_rows = row_count;
    if v_rows = 0 then
        return 0;
    end if;

    execute format(
        $sql$
        with back as materialized (select %s from %s as s where %s),
        revived as (
            update %s as l
            set gone_at = null
            from back as b
            where %s and l.gone_at is not null and l.settled_at is null
            returning 1
        ),
        noted as (
            update lockstep_state.run_entity as e
            set returned = e.returned + (select count(*) from revived)
            where e.run = $1 and e.entity = %L and exists (select from revived)
        )
        delete from pg_temp.lockstep_diff as d using back as b where %s
        $sql$,
        lockstep_private.prefixed_list(shape.source_keys, 's.'),
        shape.source,
        lockstep_private.diff_keys_sql(shape, '{delete}'),
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.source_keys, 'b.'),
        shape.entity,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'd.', shape.source_keys, 'b.')
    )
    using run;
    return v_rows;
end;
$body$;

comment on function lockstep_private.find_doomed is
    'Fills lockstep_diff with up to so many rows whose source row is gone, that are not dealt '
    'with yet and meet the condition (over l); with again also those that this run could not '
    'delete. Returns how many the ledger had, also those that '
    'turned out to be back.';
