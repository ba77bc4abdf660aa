-- room: adopt    audience: private    calls: adoption_ways check_ways ways_of
create function lockstep_private.check_adoption(
    entities text[],
    named    text[],
    is_dry   boolean,
    options  jsonb
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entity text;
    v_ways   jsonb;
begin
    if is_dry then
        raise exception using
            errcode = 'LSJ15',
            message = 'an adoption cannot be started as a dry run',
            hint    = 'Roll it back instead: lockstep entity adopt --dry-run does, or '
                      'begin; lockstep.start_run, lockstep.step …; rollback.';
    end if;
    foreach v_entity in array entities loop
        v_ways := lockstep_private.adoption_ways(v_entity, options);
        perform lockstep_private.check_ways(v_entity, v_ways);
        if lockstep_private.ways_of(v_ways) = '{}' and v_entity = any (named) then
            raise exception using
                errcode = 'LSE22',
                message = format(
                    'nothing tells which target rows of entity %L are whose', v_entity
                ),
                hint    = 'Name columns that hold the source key (--by), a mapping table (--from) '
                          'or a query (--query).';
        end if;
    end loop;
end;
$body$;

comment on function lockstep_private.check_adoption is
    'Tries how entities are to be adopted, before a run is there. named: those the caller asked '
    'for. Raises LSE21, LSE22 and LSJ15.';
