-- room: report    audience: public    calls: entity_row
create function lockstep.mappings(entity text default null)
    returns table (
        entity_name text,
        source_key  text,
        target_key  text,
        is_adopted  boolean,
        run         bigint,
        synced_at   timestamptz
    )
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if entity is not null then
        perform lockstep_private.entity_row(entity);
    end if;
    return query execute format(
        'select m.* from lockstep_mapping.mappings as m where %s',
        case when entity is null then 'true' else format('m.entity = %L', entity) end
    );
end;
$body$;

comment on function lockstep.mappings is
    'Which target row each source row has, of one entity or all: keys as text (those of several '
    'columns as JSON arrays), whether it was adopted, the run that wrote or adopted it last, and '
    'when. Views should stand on lockstep_mapping.mappings instead, which a deploy leaves as it '
    'is. Raises LSE01.';
