-- room: control    audience: private    calls: used_columns has_other_columns entity_link source_picture planned_changes
--
-- The whole picture of the source is asked for only when a quick look finds columns that are not as
-- they were linked.
create function lockstep_private.refuse_changed_source(shape lockstep_private.shape)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_link   text := lockstep_private.entity_link(shape.source);
    v_change text;
begin
    if v_link is null or not lockstep_private.has_other_columns(shape, v_link) then
        return;
    end if;
    select string_agg(
        case
            when c.change = 'dropped' then format('%I.%I has gone', c.remote_schema, c.remote_table)
            else format(
                '%I.%I: %s', c.remote_schema, c.remote_table,
                regexp_replace(c.statement_sql, '^alter foreign table .*? (?=add|alter|drop)', '')
            )
        end,
        '; ' order by c.remote_schema, c.remote_table
    )
    into v_change
    from lockstep_private.planned_changes(v_link, lockstep_private.source_picture(v_link)) as c
    where exists (
        select
        from lockstep_private.used_columns(shape) as u
        where u.remote_schema = c.remote_schema
            and u.remote_table = c.remote_table
            and (c.change = 'dropped' or u.name = any (c.touched))
    );
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
