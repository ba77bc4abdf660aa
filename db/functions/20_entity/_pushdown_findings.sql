-- room: entity    audience: private    calls: entity_shape pushdown ships_alone
create function lockstep_private.pushdown_findings(entity lockstep_state.entity)
    returns table ("check" text, level text, entity_name text, detail text, remedy text, key text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_shape    lockstep_private.shape := lockstep_private.entity_shape(entity.name);
    v_pushdown text := lockstep_private.pushdown(r_shape);
    v_columns  text;
begin
    if v_pushdown <> 'full' then
        select string_agg(c.name, ', ' order by c.ordinal)
        into v_columns
        from lockstep_state.entity_column as c
        where c.entity = (pushdown_findings.entity).name
            and c.side = 'source'
            and not lockstep_private.ships_alone(r_shape, c.*);
    end if;

    return query select
        'pushdown',
        case v_pushdown when 'full' then 'info' else 'warning' end,
        entity.name,
        format('pushdown: %s', v_pushdown) || case v_pushdown
            when 'full' then ''
            when 'none' then ', because the source reads no linked table'
            else ', because ' || coalesce(
                format('the source cannot be asked to hash %s', v_columns),
                'the SELECT does what cannot be asked of the source'
            )
        end,
        case v_pushdown
            when 'full' then null
            else 'select linked columns as they are and put expressions into the mapping; '
                'join only tables of one link'
        end,
        format('pushdown:%s', entity.name);
end;
$body$;

comment on function lockstep_private.pushdown_findings is
    'Who adds up the fingerprints of an entity, and which columns stand in the way.';
