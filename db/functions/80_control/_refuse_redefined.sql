-- room: control    audience: private    calls: redefined_entities
--
-- Half of an entity by the old mapping and half by the new one would be neither.
create function lockstep_private.refuse_redefined(run bigint)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities text[] := lockstep_private.redefined_entities(run);
    v_kind     text;
begin
    if v_entities = '{}' then
        return;
    end if;

    select case r.kind when 'adopt' then 'entity adopt' else r.kind end
    into v_kind
    from lockstep_state.run as r
    where r.id = run;
    raise exception using
        errcode = 'LSJ08',
        message = format(
            'run %s cannot go on: defined anew or dropped since it began: %s', run,
            (select string_agg(quote_literal(n), ', ' order by n) from unnest(v_entities) as n)
        ),
        hint    = format('Start a new one, it keeps what this one has done: lockstep %s', v_kind);
end;
$body$;

comment on function lockstep_private.refuse_redefined is
    'Refuses to go on with a run of which an entity is another by now. Raises LSJ08.';
