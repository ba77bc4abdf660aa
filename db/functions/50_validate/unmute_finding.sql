-- room: validate    audience: public    calls: nothing
create function lockstep.unmute_finding(key text)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    delete from lockstep_state.muted_finding as m where m.key = unmute_finding.key;
    return found;
end;
$body$;

comment on function lockstep.unmute_finding is
    'Takes back mute_finding; says whether it was muted.';
