-- room: compare    audience: private    calls: joined_sql
create function lockstep_private.paired_sql(
    shape   lockstep_private.shape,
    kind    text,
    columns text[]
)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when kind in ('origin', 'keep')
            then lockstep_private.joined_sql(columns, 't.', columns, 'e.')
        when kind = 'key'
            then lockstep_private.joined_sql(shape.target_keys, 't.', shape.target_keys, 'e.')
        else lockstep_private.joined_sql(
            shape.target_keys, 't.',
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 'e.'
        )
    end;
$body$;

comment on function lockstep_private.paired_sql is
    'Condition that joins rows of lockstep_expected (e) to their target rows (t), by the kind and '
    'the columns of a pairing.';
