-- room: adopt    audience: private    calls: prefixed_list ways_of read_claims note_unreadable read_values_list joined_sql
--
-- A row of the target is believed what it says itself: no table may give it to another source row.
create function lockstep_private.collect_claims(
    shape lockstep_private.shape,
    ways  jsonb,
    run   bigint
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set client_min_messages = warning
    set jit = off
as $body$
declare
    v_keys text[] := shape.ledger_source_keys || shape.ledger_target_keys;
    v_way  text;
begin
    drop table if exists pg_temp.lockstep_claim;
    execute format(
        $sql$
        create temp table lockstep_claim on commit drop as
        select %s, null::integer as place, null::boolean as is_there
        from %s as l
        with no data
        $sql$,
        lockstep_private.prefixed_list(v_keys, 'l.'), shape.ledger
    );

    foreach v_way in array lockstep_private.ways_of(ways) loop
        perform lockstep_private.read_claims(shape, ways, v_way, true);
        analyze pg_temp.lockstep_raw;
        perform lockstep_private.note_unreadable(shape, run, v_way);
        execute format(
            $sql$
            insert into pg_temp.lockstep_claim
            select %1$s, %2$s, %3$s
            from (select %4$s from pg_temp.lockstep_raw as r) as c
            %5$s
            where (%1$s) is not null
            $sql$,
            lockstep_private.prefixed_list(v_keys, 'c.'),
            array_position('{rows,keys,mapping,query}', v_way)::integer,
            case
                when v_way in ('rows', 'keys') then 'true'
                else format('t.%I is not null', shape.target_keys[1])
            end,
            lockstep_private.read_values_list(shape, v_way),
            case
                when v_way in ('rows', 'keys') then ''
                else format(
                    'left join %s as t on %s', shape.target,
                    lockstep_private.joined_sql(
                        shape.target_keys, 't.', shape.ledger_target_keys, 'c.'
                    )
                )
            end
        );
    end loop;
    drop table if exists pg_temp.lockstep_raw;
    analyze pg_temp.lockstep_claim;
end;
$body$;

comment on function lockstep_private.collect_claims is
    'Fills the temporary table lockstep_claim with what all ways tell: source key, target key, way '
    'and whether the target row is there. Notes what cannot be read as keys.';
