-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_arguments(entity lockstep_state.entity)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_wrong text;
begin
    v_wrong := case
        when coalesce(entity.name, '') !~ '^[a-z][a-z0-9_]{0,39}$'
            then 'its name must be 1 to 40 lower-case letters, digits and _'
        when coalesce(entity.source, '') = '' then 'source is empty'
        when entity.source ~ ';$' then 'source ends in a semicolon'
        when coalesce(cardinality(entity.source_key), 0) not between 1 and 8
            or array_position(entity.source_key, null) is not null
            then 'source_key must name one to eight columns'
        when coalesce(entity.target_table, '') = '' then 'target is empty'
        when jsonb_typeof(entity.columns) is distinct from 'object' then 'columns is no JSON object'
        when exists (
            select from jsonb_each(entity.columns) as c where jsonb_typeof(c.value) <> 'string'
        ) then 'columns must map each column to SQL text'
        when jsonb_typeof(entity.refs) is distinct from 'object' then 'refs is no JSON object'
        when exists (
            select
            from jsonb_each(entity.refs) as r
            left join lateral jsonb_array_elements(
                case jsonb_typeof(r.value)
                    when 'array' then r.value else jsonb_build_array(r.value)
                end
            ) as a on true
            where jsonb_typeof(a.value) is distinct from 'object'
                or jsonb_typeof(a.value -> 'entity') is distinct from 'string'
                or coalesce(jsonb_typeof(a.value -> 'key'), '') not in ('string', 'array')
                or coalesce(a.value ->> 'if_missing', 'reject') not in ('reject', 'null')
                or a.value - '{entity,key,if_missing,column}'::text[] <> '{}'
        ) then 'refs must map each column to '
            '{"entity": …, "key": …, "if_missing": "reject" or "null"}'
        when exists (
            select
            from jsonb_each(entity.refs) as r
            cross join jsonb_path_query(r.value, '$[*].entity') as a
            group by r.key
            having count(*) > count(distinct a)
        ) then 'the references that a column chooses from must lead to different entities'
        when coalesce(entity.key_strategy, 'keep') not in ('derive', 'random', 'keep')
            then 'key_strategy must be derive, random or keep'
        when coalesce(entity.on_delete, '') not in ('delete', 'archive', 'keep')
            then 'on_delete must be delete, archive or keep'
        when (entity.on_delete = 'archive') <> (entity.archive is not null)
            or jsonb_typeof(entity.archive) <> 'object'
            then 'archive needs on_delete => ''archive'' and an object of columns, '
                'and the other way round'
        when coalesce(entity.on_drift, '') not in ('overwrite', 'keep')
            then 'on_drift must be overwrite or keep'
        when coalesce(entity.batch_rows, 0) not between 1 and 1000000
            then 'batch_rows must be between 1 and 1000000'
    end;

    if v_wrong is not null then
        raise exception using
            errcode = 'LSE02',
            message = format('entity %L cannot be defined: %s', entity.name, v_wrong),
            hint    = 'See the mapping guide, or \df+ lockstep.define_entity.';
    end if;
end;
$body$;

comment on function lockstep_private.check_arguments is
    'Refuses arguments that make no sense on their own. Raises LSE02.';
