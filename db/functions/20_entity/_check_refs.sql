-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_refs(entity lockstep_state.entity)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_wrong record;
begin
    select r.name, r.refers_to, p.problem
    into r_wrong
    from lockstep_state.entity_ref as r
    join lockstep_state.entity as e on e.name = r.refers_to
    cross join lateral (
        select case
            when entity.columns ? r.name then 'the column is also given in columns'
            when cardinality(r.key) <> cardinality(e.source_key) then format(
                'its source key has %s columns (%s), key gives %s',
                cardinality(e.source_key), array_to_string(e.source_key, ', '), cardinality(r.key)
            )
            when r.ref_column is null and cardinality(e.target_key) > 1 then format(
                'its target key has several columns (%s), name one in "column"',
                array_to_string(e.target_key, ', ')
            )
            when r.ref_column is not null and not r.ref_column = any (e.target_key) then format(
                'its target key has no column %L', r.ref_column
            )
        end as problem
    ) as p
    where r.entity = (check_refs.entity).name and p.problem is not null
    order by r.name
    limit 1;

    if found then
        raise exception using
            errcode = 'LSE11',
            message = format(
                'reference %L of entity %L to entity %L: %s',
                r_wrong.name, entity.name, r_wrong.refers_to, r_wrong.problem
            ),
            hint    = 'A reference is '
                      '{"entity": …, "key": "s.column" or ["s.a", "s.b"], "column": …}.';
    end if;
end;
$body$;

comment on function lockstep_private.check_refs is
    'Refuses references that do not fit the keys of the entities they name. Raises LSE11.';
