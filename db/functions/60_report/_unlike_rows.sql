-- room: report    audience: private    calls: find_unlike key_json_sql joined_sql
create function lockstep_private.unlike_rows(
    shape       lockstep_private.shape,
    keys        jsonb,
    options     jsonb,
    with_values boolean
)
    returns table (source_key jsonb, state text, sqlstate text, columns jsonb)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
declare
    r_segment lockstep_state.segment;
begin
    r_segment.kind := 'keys';
    r_segment.keys := keys;
    perform lockstep_private.find_unlike(shape, r_segment, options);
    return query execute format(
        $sql$
        select
            %1$s,
            d.state,
            d.sqlstate,
            (
                select jsonb_agg(
                    jsonb_build_object('column', c.name) || case
                        when $1 then jsonb_build_object(
                            'expected', to_jsonb(e.*) ->> c.name,
                            'actual', to_jsonb(t.*) ->> c.name
                        )
                        else '{}'
                    end
                    order by c.ordinal
                )
                from unnest(d.columns) with ordinality as c (name, ordinal)
            )
        from pg_temp.lockstep_diff as d
        left join pg_temp.lockstep_expected as e on %2$s
        left join %3$s as t on %4$s
        $sql$,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.'),
        lockstep_private.joined_sql(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'e.',
            shape.ledger_source_keys, 'd.'
        ),
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'd.')
    )
    using with_values;
end;
$body$;

comment on function lockstep_private.unlike_rows is
    'Compares the rows with these keys without the ledger, now: states, and the columns that '
    'differ, with what is expected and what stands there (only with_values). options: those of '
    'find_unlike.';
