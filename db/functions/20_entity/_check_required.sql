-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_required(entity lockstep_state.entity)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_missing text;
begin
    select string_agg(quote_literal(a.attname), ', ' order by a.attnum)
    into v_missing
    from pg_attribute as a
    where a.attrelid = format('%I.%I', entity.target_schema, entity.target_table)::regclass
        and a.attnum > 0
        and not a.attisdropped
        and a.attnotnull
        and not a.atthasdef
        and a.attidentity = ''
        and a.attname <> all (entity.target_key)
        and not (entity.columns || entity.refs) ? a.attname::text;

    if v_missing is not null then
        raise exception using
            errcode = 'LSE12',
            message = format(
                'entity %L gives no value for required column %s', entity.name, v_missing
            ),
            hint    = 'Add it to columns or refs, or give the target column a default.';
    end if;
end;
$body$;

comment on function lockstep_private.check_required is
    'Refuses a mapping that leaves a NOT NULL column without default empty. Raises LSE12.';
