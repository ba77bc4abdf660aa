-- room: adopt    audience: private    calls: prefixed_list rank_claims joined_sql
--
-- A claim on a row that says itself that it is another's is none.
create function lockstep_private.open_claims(
    shape lockstep_private.shape,
    ways  jsonb
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set client_min_messages = warning
    set enable_nestloop = off
    set jit = off
as $body$
declare
    v_keys text[] := shape.ledger_source_keys || shape.ledger_target_keys;
begin
    drop table if exists pg_temp.lockstep_open;
    execute format(
        $sql$
        create temp table lockstep_open on commit drop as
        select
            %1$s,
            min(c.place) as place,
            bool_or(c.is_there) as is_there,
            min(c.place) < max(c.place) as is_confirmed,
            null::bigint as preference,
            false as is_refused
        from pg_temp.lockstep_claim as c
        group by %1$s
        $sql$,
        lockstep_private.prefixed_list(v_keys, 'c.')
    );
    drop table pg_temp.lockstep_claim;
    if ways ? 'prefer' then
        perform lockstep_private.rank_claims(shape, ways);
    end if;
    analyze pg_temp.lockstep_open;

    if exists (select from pg_temp.lockstep_open as o where o.place > 2)
        and exists (select from pg_temp.lockstep_open as o where o.place <= 2)
    then
        execute format(
            $sql$
            update pg_temp.lockstep_open as o
            set is_refused = true
            from pg_temp.lockstep_open as r
            where o.place > 2 and r.place <= 2 and %s and (%s) <> (%s)
            $sql$,
            lockstep_private.joined_sql(
                shape.ledger_target_keys, 'o.', shape.ledger_target_keys, 'r.'
            ),
            lockstep_private.prefixed_list(shape.ledger_source_keys, 'o.'),
            lockstep_private.prefixed_list(shape.ledger_source_keys, 'r.')
        );
    end if;
end;
$body$;

comment on function lockstep_private.open_claims is
    'Makes the temporary table lockstep_open of lockstep_claim: each pair of keys once, with who '
    'claims it first (place), whether the row is there, whether another way says the same, and its '
    'rank by preference.';
