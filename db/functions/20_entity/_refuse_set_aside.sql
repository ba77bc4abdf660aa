-- room: entity    audience: private    calls: nothing
create function lockstep_private.refuse_set_aside(entities text[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_found record;
begin
    select
        s.entity, s.run, count(*) as objects,
        string_agg(format('%s %I', s.kind, s.name), ', ' order by s.id) as names
    into r_found
    from lockstep_state.set_aside as s
    where s.entity = any (entities)
    group by s.entity, s.run
    order by s.entity
    limit 1;

    if r_found.entity is not null then
        raise exception using
            errcode = 'LSE19',
            message = format(
                'run %s has set aside %s of the target of entity %L',
                r_found.run, r_found.names, r_found.entity
            ),
            hint    = format(
                'Let it end: lockstep sync --resume %1$s; or end it, which builds them: '
                'lockstep cancel %1$s', r_found.run
            );
    end if;
end;
$body$;

comment on function lockstep_private.refuse_set_aside is
    'Refuses to go on while indexes or foreign keys of these entities are set aside. Raises LSE19.';
