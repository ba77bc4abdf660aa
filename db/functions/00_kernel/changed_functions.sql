-- room: kernel    audience: public    calls: live_definitions
create function lockstep.changed_functions()
    returns table (signature text, change text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        coalesce(d.signature, l.signature),
        case
            when l.signature is null then 'missing'
            when d.signature is null then 'added'
            else 'changed'
        end
    from lockstep_state.deployed_function as d
    full join lockstep_private.live_definitions() as l on l.signature = d.signature
    where d.definition_hash is distinct from l.definition_hash
    order by 1;
$body$;

comment on function lockstep.changed_functions is
    'Functions and views that are not as they were deployed: changed, missing or added by hand.';
