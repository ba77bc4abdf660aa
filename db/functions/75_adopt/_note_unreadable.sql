-- room: adopt    audience: private    calls: read_values_list
create function lockstep_private.note_unreadable(
    shape lockstep_private.shape,
    run   bigint,
    way   text
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_source integer := cardinality(shape.source_keys);
    v_all    integer := v_source + cardinality(shape.target_keys);
begin
    execute format(
        $sql$
        insert into lockstep_state.adoption_issue (run, entity, reason, way, source_key, target_key)
        select
            %1$s, %2$L, case when (%3$s) is not null then 'malformed' else 'null_key' end, %4$L,
            jsonb_build_array(%5$s), jsonb_build_array(%6$s)
        from (select r.*, %7$s from pg_temp.lockstep_raw as r) as c
        where not ((%8$s) is not null)
        $sql$,
        run::bigint, shape.entity,
        (
            select string_agg(format('c.key_%s', n), ', ' order by n)
            from generate_series(1, v_all) as n
        ),
        way,
        (
            select string_agg(format('c.key_%s::text', n), ', ' order by n)
            from generate_series(1, v_source) as n
        ),
        (
            select string_agg(format('c.key_%s::text', n), ', ' order by n)
            from generate_series(v_source + 1, v_all) as n
        ),
        lockstep_private.read_values_list(shape, way),
        (
            select string_agg(format('c.%I', k), ', ')
            from unnest(shape.ledger_source_keys || shape.ledger_target_keys) as k
        )
    );
end;
$body$;

comment on function lockstep_private.note_unreadable is
    'Notes the claims in lockstep_raw that have no key, or what cannot be one.';
