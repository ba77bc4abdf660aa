-- room: control    audience: private    calls: entity_link unlike_columns catalog_schema source_changes
--
-- The whole picture of the source is asked for only when a quick look finds columns that are not as
-- they were linked, and only by who may read it.
create function lockstep_private.refuse_changed_source(shape lockstep_private.shape)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_link   text := lockstep_private.entity_link(shape.source);
    v_unlike text;
    v_change text;
begin
    if v_link is not null then
        v_unlike := lockstep_private.unlike_columns(shape, v_link);
    end if;
    if v_unlike is null then
        return;
    end if;
    v_change := case
        when has_table_privilege(
            format('%I.pg_class', lockstep_private.catalog_schema(v_link)), 'select'
        ) then lockstep_private.source_changes(shape, v_link)
        else v_unlike || ' gone or changed'
    end;
    if v_change is not null then
        raise exception using
            errcode = 'LSC02',
            message = format(
                'the source of entity %L is not as it was linked: %s', shape.entity, v_change
            ),
            hint    = format('lockstep link import %s', v_link);
    end if;
end;
$body$;

comment on function lockstep_private.refuse_changed_source is
    'Stops a run before an entity whose tables or columns at the source have gone, or have another '
    'type than when they were linked. Raises LSC02, which says what has changed.';
