-- room: adopt    audience: private    calls: create_diff prefixed_list has_unique_key refuse_duplicates
create function lockstep_private.find_present(
    shape      lockstep_private.shape,
    source_sql text
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
as $body$
declare
    v_rows bigint;
begin
    perform lockstep_private.create_diff(shape);
    drop table if exists pg_temp.lockstep_present, pg_temp.lockstep_matched;
    execute format(
        $sql$
        create temp table lockstep_present on commit drop as
        select %s from %s as l with no data
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'), shape.ledger
    );
    execute format(
        $sql$
        create temp table lockstep_matched on commit drop as
        select %s, l.source_hash, l.unresolved from %s as l with no data
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'), shape.ledger
    );
    execute format(
        'insert into pg_temp.lockstep_present select %s from %s as s where %s',
        lockstep_private.prefixed_list(shape.source_keys, 's.'), shape.source, source_sql
    );
    get diagnostics v_rows = row_count;
    analyze pg_temp.lockstep_present;
    if not lockstep_private.has_unique_key(shape.entity) then
        execute format(
            $sql$
            insert into pg_temp.lockstep_diff (%1$s, state)
            select %2$s, 'duplicate'
            from pg_temp.lockstep_present as p
            group by %2$s
            having count(*) > 1
            $sql$,
            lockstep_private.prefixed_list(shape.ledger_source_keys),
            lockstep_private.prefixed_list(shape.ledger_source_keys, 'p.')
        );
        perform lockstep_private.refuse_duplicates(shape);
    end if;
    return v_rows;
end;
$body$;

comment on function lockstep_private.find_present is
    'Creates lockstep_matched, and lockstep_present with the keys of these source rows; returns '
    'how many they are. Raises LSC01.';
