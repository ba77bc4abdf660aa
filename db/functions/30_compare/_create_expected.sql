-- room: compare    audience: private    calls: written_columns create_diff
create function lockstep_private.create_expected(shape lockstep_private.shape)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
begin
    perform lockstep_private.create_diff(shape);
    alter table pg_temp.lockstep_diff add column columns text[], add column sqlstate text;
    drop table if exists pg_temp.lockstep_expected;
    execute format(
        $sql$
        create temp table lockstep_expected on commit drop as
        select %s, %s
        from %s as l
        cross join %s as t
        with no data
        $sql$,
        (
            select string_agg(format('l.%I as %I', k.name, 'lockstep_' || k.name), ', ')
            from unnest(shape.ledger_source_keys || shape.ledger_target_keys) as k (name)
        ),
        (
            select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
            from unnest(lockstep_private.written_columns(shape.entity))
                with ordinality as c (name, ordinal)
        ),
        shape.ledger, shape.target
    );
end;
$body$;

comment on function lockstep_private.create_expected is
    'Creates the temporary tables lockstep_expected (keys, and columns like the target''s) and '
    'lockstep_diff, with room for columns and an SQLSTATE.';
