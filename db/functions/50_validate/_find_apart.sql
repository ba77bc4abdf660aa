-- room: validate    audience: private    calls: apart_sql count_standing prefixed_list
--
-- The planner would take an unanalysed temporary table for almost empty.
create function lockstep_private.find_apart(shape lockstep_private.shape)
    returns lockstep_private.standing
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
    set work_mem = '32MB'
as $body$
declare
    r_standing lockstep_private.standing;
begin
    drop table if exists pg_temp.lockstep_apart;
    execute 'create temp table lockstep_apart on commit drop as '
        || lockstep_private.apart_sql(shape);
    analyze pg_temp.lockstep_apart;

    r_standing := lockstep_private.count_standing(shape);
    execute format(
        $sql$
        select
            count(*),
            count(*) filter (where a.at_source and not a.is_live and not a.is_rejected),
            count(*) filter (where a.at_source and a.is_rejected),
            count(*) filter (
                where a.at_source and a.is_live and not a.on_target and not a.is_rejected
            ),
            count(*) filter (where not a.at_source),
            %s - count(*) filter (where a.at_source)
                - %s + count(distinct (%s)) filter (where a.is_live)
        from pg_temp.lockstep_apart as a
        $sql$,
        r_standing.source_rows::bigint, r_standing.live::bigint,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'a.')
    )
    into
        r_standing.apart, r_standing.unsynced, r_standing.rejected, r_standing.lost,
        r_standing.gone, r_standing.repeated;

    return r_standing;
end;
$body$;

comment on function lockstep_private.find_apart is
    'Puts the rows that do not stand on both sides into the temporary table lockstep_apart, and '
    'counts: those, all rows of source, ledger and target, and source rows whose key came before.';
