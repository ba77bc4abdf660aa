-- room: apply    audience: private    calls: prefixed_list
--
-- The generated view is the mapping with every name resolved. The rows to write have been pulled
-- into lockstep_batch, which has the columns of the source view: read from there instead.
create function lockstep_private.projection_sql(
    shape    lockstep_private.shape,
    rows_sql text default 'pg_temp.lockstep_batch'
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_view   text := pg_get_viewdef(shape.projection::regclass);
    v_source text := shape.source || ' s';
    v_extra  text;
begin
    select 'case when $5 then setval(''pg_temp.lockstep_at'', s.lockstep_n) end as lockstep_at, '
        || 's.lockstep_n, s.lockstep_state, s.lockstep_hash, '
        || lockstep_private.prefixed_list(
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 's.'
        )
        || string_agg(format(', s.%I as lockstep_%s', k.source_key, k.ledger_key), '')
    into v_extra
    from unnest(shape.source_keys, shape.ledger_source_keys) as k (source_key, ledger_key);

    if (length(v_view) - length(replace(v_view, v_source, ''))) <> length(v_source) then
        raise exception using
            errcode = 'LSA01',
            message = format('projection of entity %L does not read its source once', shape.entity),
            hint    = format(
                'Load the mapping again: lockstep entity load DIR (entity %s)', shape.entity
            );
    end if;

    return regexp_replace(
        replace(rtrim(v_view, ';'), v_source, rows_sql || ' s'),
        '^\s*SELECT', 'select ' || v_extra || ','
    );
end;
$body$;

comment on function lockstep_private.projection_sql is
    'The projection over the pulled rows in lockstep_batch, or over rows_sql instead (alias s), '
    'with their number, state, hash and keys in front. Raises LSA01 if the generated view is not '
    'as lockstep made it.';
