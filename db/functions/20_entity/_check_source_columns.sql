-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_source_columns(
    entity lockstep_state.entity,
    source regclass
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_missing text;
begin
    select string_agg(quote_literal(c.name), ', ' order by c.name)
    into v_missing
    from unnest(entity.source_key || array_remove(array[entity.watermark], null)) as c (name)
    where not exists (
        select
        from pg_attribute as a
        where a.attrelid = source and a.attname = c.name and a.attnum > 0
    );

    if v_missing is not null then
        raise exception using
            errcode = 'LSE10',
            message = format('source of entity %L has no column %s', entity.name, v_missing),
            hint    = format(
                'Its columns: %s.',
                (
                    select string_agg(a.attname, ', ' order by a.attnum)
                    from pg_attribute as a
                    where a.attrelid = source and a.attnum > 0
                )
            );
    end if;
end;
$body$;

comment on function lockstep_private.check_source_columns is
    'Refuses keys and watermarks that the source does not have. Raises LSE10.';
