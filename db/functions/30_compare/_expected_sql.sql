-- room: compare    audience: private    calls: prefixed_list derived_key_sql keyed_projection_sql joined_sql expected_columns
--
-- What is not read from a ledger does not need it: the planner leaves out joins that nobody asks.
create function lockstep_private.expected_sql(
    shape      lockstep_private.shape,
    source_sql text,
    pairing    text
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_keys text[] := array(
        select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k
    );
begin
    return (
        select format(
            $sql$
            insert into pg_temp.lockstep_expected
            select %1$s, %2$s, %3$s
            from (%4$s where %5$s) as p%6$s%7$s
            $sql$,
            lockstep_private.prefixed_list(v_keys, 'p.'),
            case pairing
                when 'derive' then lockstep_private.derived_key_sql(
                    shape.entity,
                    array(select format('p.%I', k) from unnest(v_keys) as k),
                    shape.key_types
                )
                when 'ledger'
                    then lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.')
                else (
                    select string_agg('null', ', ') from unnest(shape.ledger_target_keys)
                )
            end,
            x.columns_list,
            lockstep_private.keyed_projection_sql(shape, v_keys),
            source_sql,
            x.joins_sql,
            case
                when pairing = 'ledger' then format(
                    E'\nleft join %s as l on %s', shape.ledger,
                    lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', v_keys, 'p.')
                )
                else ''
            end
        )
        from lockstep_private.expected_columns(shape.entity) as x
    );
end;
$body$;

comment on function lockstep_private.expected_sql is
    'Fills lockstep_expected with what the mapping makes of source rows (source_sql: which, over '
    's). Values take the types of the target''s columns just as an insert would give them. '
    'Placeholder $3: the salt of the installation.';
