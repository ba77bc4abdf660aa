-- room: entity    audience: private    calls: joined_sql ledger_keys
create function lockstep_private.rehash_ledger(
    entity   lockstep_state.entity,
    old_sql  text,
    new_sql  text
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set bytea_output = 'hex'
    set jit = off
as $body$
begin
    execute format(
        $sql$
        update lockstep_ledger.%1$I as l
        set target_hash = %2$s
        from %3$I.%4$I as t
        where %5$s and l.target_hash = %6$s
        $sql$,
        entity.name,
        new_sql,
        entity.target_schema,
        entity.target_table,
        lockstep_private.joined_sql(
            entity.target_key, 't.',
            lockstep_private.ledger_keys('target', cardinality(entity.target_key)), 'l.'
        ),
        old_sql
    );
end;
$body$;

comment on function lockstep_private.rehash_ledger is
    'Gives target rows that nobody touched the hash over the columns that a changed mapping '
    'writes, so that they do not pass for touched.';
