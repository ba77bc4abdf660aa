-- room: apply    audience: private    calls: prefixed_list source_rows_sql fresh_rows_sql joined_sql
--
-- The planner takes an unanalysed temporary table for almost empty and joins it in loops.
create function lockstep_private.pull_rows(
    shape    lockstep_private.shape,
    pull_sql text,
    states   text[]
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
as $body$
declare
    v_columns text[];
    v_rows    bigint;
begin
    select array_agg(c.name order by c.ordinal)
    into v_columns
    from lockstep_state.entity_column as c
    where c.entity = shape.entity and c.side = 'source';

    drop table if exists pg_temp.lockstep_batch;
    execute format(
        case
            when states is null then 'create temp table lockstep_batch on commit drop as %4$s'
            else $sql$
                create temp table lockstep_batch on commit drop as
                with s as materialized (%2$s)
                select
                    row_number() over () as lockstep_n,
                    d.state as lockstep_state,
                    coalesce(d.source_hash, s.lockstep_hash) as lockstep_hash,
                    %3$s,
                    %1$s
                from s
                join pg_temp.lockstep_diff as d on %5$s
                where d.state = any (%6$L)
                $sql$
        end,
        lockstep_private.prefixed_list(v_columns, 's.'),
        lockstep_private.source_rows_sql(shape, pull_sql),
        (
            select string_agg(format('d.%1$I as lockstep_%1$s', k), ', ')
            from unnest(shape.ledger_target_keys) as k
        ),
        lockstep_private.fresh_rows_sql(shape, pull_sql, 'row_number() over ()'),
        lockstep_private.joined_sql(shape.source_keys, 's.', shape.ledger_source_keys, 'd.'),
        states
    );
    get diagnostics v_rows = row_count;
    analyze pg_temp.lockstep_batch (lockstep_n, lockstep_state);

    return v_rows;
end;
$body$;

comment on function lockstep_private.pull_rows is
    'Pulls source rows into the temporary table lockstep_batch, numbered, with the state that '
    'lockstep_diff has for them. pull_sql: condition over s; states: those wanted, null for all '
    'rows, which then count as inserts. Returns their number.';
