-- room: apply    audience: private    calls: park_sql update_sql skipped_sql
create function lockstep_private.parking_statements(shape lockstep_private.shape)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select array[
        p.park_sql,
        lockstep_private.update_sql(shape, is_parked => true),
        format(
            'select array_agg(b.lockstep_n) from pg_temp.lockstep_batch as b '
                'where b.lockstep_state not in (''insert'', ''missing'', ''refused'') and %s',
            lockstep_private.skipped_sql(shape)
        )
    ]
    from lockstep_private.park_sql(shape) as p (park_sql)
    where p.park_sql is not null;
$body$;

comment on function lockstep_private.parking_statements is
    'What write_parked runs: park, update, and which rows it found unwritten after that. Null if '
    'there is nothing to park by.';
