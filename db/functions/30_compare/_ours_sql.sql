-- room: compare    audience: private    calls: entity_row derived_key_sql joined_sql
--
-- Others may write rows of their own with a number in the column that holds the source key, say -1
-- for a system user. A key that was derived tells ours from theirs, any other needs the ledger;
-- where keys are not derived, it may have forgotten rows of ours, and each counts.
create function lockstep_private.ours_sql(
    shape   lockstep_private.shape,
    columns text[]
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when (lockstep_private.entity_row(shape.entity)).key_strategy <> 'derive' then 'true'
        else format(
            '(t.%I = %s or exists (select from %s as l where %s))',
            shape.target_keys[1],
            lockstep_private.derived_key_sql(
                shape.entity,
                array(select format('t.%I', c) from unnest(columns) as c),
                shape.key_types
            ),
            shape.ledger,
            lockstep_private.joined_sql(
                shape.ledger_target_keys, 'l.', shape.target_keys, 't.'
            )
        )
    end;
$body$;

comment on function lockstep_private.ours_sql is
    'Condition over a target row (t) that has a source key in these columns: lockstep wrote or '
    'adopted it. Placeholder $3: the salt of the installation.';
