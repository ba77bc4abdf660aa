-- room: apply    audience: private    calls: joined_sql late_columns
create function lockstep_private.linked_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'exists (select from %s as t where %s and (%s))',
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
        (
            select string_agg(format('t.%I is not null', n), ' or ')
            from unnest(lockstep_private.late_columns(shape.entity)) as n
        )
    );
$body$;

comment on function lockstep_private.linked_sql is
    'Condition over l: the target row still holds one of its late references.';
