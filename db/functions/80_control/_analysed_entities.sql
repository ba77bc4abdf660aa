-- room: control    audience: private    calls: run_status entity_row redefined_entities run_entities
create function lockstep_private.analysed_entities(analysis bigint, entities text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_status text := lockstep_private.run_status(analysis);
    r_run    lockstep_state.run;
    v_wanted text[];
    v_wrong  text;
begin
    select r.* into strict r_run from lockstep_state.run as r where r.id = analysis;
    v_wanted := coalesce(entities, r_run.entities);
    perform lockstep_private.entity_row(n.name) from unnest(v_wanted) as n (name);

    v_wrong := case
        when r_run.kind <> 'detect' then format('it is of kind %s, not detect', r_run.kind)
        when v_status <> 'completed' then format('it is %s, not completed', v_status)
        when not r_run.entities @> v_wanted then format(
            'it did not look at %s',
            (
                select string_agg(quote_literal(n), ', ' order by n)
                from unnest(v_wanted) as n
                where n <> all (r_run.entities)
            )
        )
        else 'defined anew since: ' || (
            select string_agg(quote_literal(n), ', ' order by n)
            from unnest(lockstep_private.redefined_entities(analysis)) as n
            where n = any (v_wanted)
        )
    end;
    if v_wrong is not null then
        raise exception using
            errcode = 'LSJ13',
            message = format('run %s is nothing to sync by: %s', analysis, v_wrong),
            hint    = 'Detect anew, and sync by the number of that run: lockstep detect';
    end if;

    return lockstep_private.run_entities('detect', v_wanted);
end;
$body$;

comment on function lockstep_private.analysed_entities is
    'The entities of a sync by what a detect found: those named, or all that it looked at. Raises '
    'LSE01, LSJ05 and LSJ13.';
