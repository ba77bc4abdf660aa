-- room: compare    audience: private    calls: derived_key_sql
--
-- The integer is read back from a key that no source row has; the key is lockstep's if it is what
-- is derived from that integer.
create function lockstep_private.gone_derived_sql(
    shape      lockstep_private.shape,
    target_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        insert into pg_temp.lockstep_diff
        select o.source_key, o.target_key, 'delete', null, null, null
        from (
            select
                ('x' || left(replace(t.%1$I::text, '-', ''), 12))::bit(48)::bigint
                    - 140737488355328 as source_key,
                t.%1$I as target_key
            from %2$s as t
            where %3$s
                and not exists (
                    select
                    from pg_temp.lockstep_expected as e
                    where e.lockstep_target_key = t.%1$I
                )
                and not exists (
                    select from pg_temp.lockstep_diff as d where d.target_key = t.%1$I
                )
            offset 0
        ) as o
        where o.target_key = %4$s
        $sql$,
        shape.target_keys[1],
        shape.target,
        target_sql,
        lockstep_private.derived_key_sql(shape.entity, '{o.source_key}', shape.key_types)
    );
$body$;

comment on function lockstep_private.gone_derived_sql is
    'Adds to lockstep_diff, as delete, the target rows (target_sql: which, over t) whose key is '
    'derived from an integer that the source does not have. Placeholder $3: the salt of the '
    'installation.';
