-- room: apply    audience: private    calls: joined_sql key_json_sql prefixed_list
--
-- A row that is written again may be gone by then. Left as it is, it would be found again and
-- again. It was counted if this run saw it: in the ledger, or by refusing it.
create function lockstep_private.forget_vanished(shape lockstep_private.shape, run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
begin
    execute format(
        $sql$
        with vanished as materialized (
            select %1$s, %2$s as key
            from pg_temp.lockstep_diff as d
            where not exists (select from pg_temp.lockstep_batch as b where %3$s)
        ),
        gone as (
            update %4$s as l
            set gone_at = clock_timestamp()
            from vanished as v
            where %5$s and l.gone_at is null and l.settled_at is null
            returning v.key
        ),
        closed as (
            update lockstep_state.reject as r
            set closed_at = clock_timestamp()
            from vanished as v
            where r.entity = %6$L and r.source_key = v.key
                and r.operation = 'write' and r.closed_at is null
            returning v.key, r.last_run
        ),
        counted as (
            select g.key from gone as g
            union
            select c.key from closed as c where c.last_run = $1
        )
        update lockstep_state.run_entity as e
        set returned = e.returned - (select count(*) from counted)
        where e.run = $1 and e.entity = %6$L and exists (select from counted)
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'd.'),
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.'),
        lockstep_private.joined_sql(shape.source_keys, 'b.', shape.ledger_source_keys, 'd.'),
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'v.'),
        shape.entity
    )
    using run;
end;
$body$;

comment on function lockstep_private.forget_vanished is
    'Rows of lockstep_diff that are not in lockstep_batch, because the source does not have them '
    'any more: marks them gone in the ledger and closes their rejects.';
