-- room: validate    audience: private    calls: nothing
--
-- The generated view is the mapping with every name resolved. Rows are chosen below a fence, so
-- that no expression meets a row that was left out.
create function lockstep_private.mapped_sql(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_view   text := rtrim(pg_get_viewdef(shape.projection::regclass), ';');
    v_source text := shape.source || ' s';
    v_keys   text;
begin
    if length(v_view) - length(replace(v_view, v_source, '')) <> length(v_source) then
        raise exception using
            errcode = 'LSV01',
            message = format('projection of entity %L was changed by hand', shape.entity),
            hint    = 'Load the mapping again: lockstep entity load DIR';
    end if;

    select string_agg(
        format('s.%I as lockstep_%s', k.source, k.ledger), ', ' order by k.place
    )
    into v_keys
    from unnest(shape.source_keys, shape.ledger_source_keys)
        with ordinality as k (source, ledger, place);
    return regexp_replace(
        replace(
            v_view,
            v_source,
            format('(select s.* from %s as s where %s offset 0) s', shape.source, condition_sql)
        ),
        '^\s*SELECT', 'select ' || v_keys || ','
    );
end;
$body$;

comment on function lockstep_private.mapped_sql is
    'What the mapping makes of source rows: its columns, and the source key as lockstep_source_key '
    '…. condition_sql: which rows, over s. Raises LSV01 if the generated view is not as lockstep '
    'made it.';
