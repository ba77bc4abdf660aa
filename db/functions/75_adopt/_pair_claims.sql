-- room: adopt    audience: private    calls: prefixed_list joined_sql owned_sql
--
-- Each round, every source key asks for the best row that is free, and every row takes the best of
-- those that ask. One round decides nearly all; it ends when nobody asks any more.
create function lockstep_private.pair_claims(shape lockstep_private.shape)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set client_min_messages = warning
    set enable_nestloop = off
    set jit = off
as $body$
declare
    v_keys   text[] := shape.ledger_source_keys || shape.ledger_target_keys;
    v_source text := lockstep_private.prefixed_list(shape.ledger_source_keys, 'o.');
    v_target text := lockstep_private.prefixed_list(shape.ledger_target_keys, 'o.');
    v_rows   bigint;
    v_all    bigint := 0;
    v_round_sql text;
begin
    drop table if exists pg_temp.lockstep_pair;
    execute format(
        'create temp table lockstep_pair on commit drop as '
            'select %s, o.place, o.is_there from pg_temp.lockstep_open as o with no data',
        lockstep_private.prefixed_list(v_keys, 'o.')
    );
    v_round_sql := format(
        $sql$
        insert into pg_temp.lockstep_pair
        select distinct on (%1$s) %2$s, %3$s, o.place, o.is_there
        from (
            select distinct on (%2$s) o.*
            from pg_temp.lockstep_open as o
            where not o.is_refused
                and not exists (select from pg_temp.lockstep_pair as l where %4$s)
                and not exists (select from pg_temp.lockstep_pair as l where %5$s)
                and not exists (select from %6$s as l where %4$s)
                and not exists (select from (%7$s) as l where %5$s)
            order by %2$s, not o.is_there, o.place, not o.is_confirmed, o.preference, %1$s
        ) as o
        order by %1$s, o.place, not o.is_confirmed, %2$s
        $sql$,
        v_target, v_source,
        v_target,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'o.'),
        lockstep_private.joined_sql(shape.ledger_target_keys, 'l.', shape.ledger_target_keys, 'o.'),
        shape.ledger,
        lockstep_private.owned_sql(shape)
    );
    loop
        execute v_round_sql;
        get diagnostics v_rows = row_count;
        exit when v_rows = 0;
        v_all := v_all + v_rows;
        analyze pg_temp.lockstep_pair;
    end loop;
    return v_all;
end;
$body$;

comment on function lockstep_private.pair_claims is
    'Decides which target row each source key gets, and fills the temporary table lockstep_pair: a '
    'row that is there before one that is not, the more credible way first, of duplicates the one '
    'that another way names, then the preferred, then the least key. Returns how many pairs.';
