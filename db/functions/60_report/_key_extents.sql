-- room: report    audience: private    calls: ledger_keys
create function lockstep_private.key_extents(entities text[])
    returns table (entity text, key text, place integer, lower numeric, upper numeric)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_key    record;
    v_ledger regclass;
begin
    for r_key in
        select distinct on (c.entity)
            c.entity, c.name, cardinality(e.source_key) as columns,
            case when n.is_whole then c.key_position - 1 end as place
        from lockstep_state.entity as e
        join lockstep_state.entity_column as c on c.entity = e.name and c.side = 'source'
        cross join lateral (select c.type in ('smallint', 'integer', 'bigint')) as n (is_whole)
        where e.name = any (entities) and c.key_position is not null
        order by c.entity, n.is_whole desc, c.key_position
    loop
        entity := r_key.entity;
        key    := r_key.name;
        place  := r_key.place;
        lower  := null;
        upper  := null;
        v_ledger := to_regclass(format('lockstep_ledger.%I', entity));
        if place = 0 and v_ledger is not null then
            execute format(
                'select min(l.%1$I), max(l.%1$I) from %2$s as l',
                (lockstep_private.ledger_keys('source', r_key.columns))[1], v_ledger
            )
            into lower, upper;
        end if;
        return next;
    end loop;
end;
$body$;

comment on function lockstep_private.key_extents is
    'The first integer column of the key of each entity, and the smallest and greatest value that '
    'the ledger has of it, if its index tells; without such a column the first, and no place.';
