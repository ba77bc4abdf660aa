-- room: apply    audience: private    calls: nothing
create function lockstep_private.silence_triggers(is_silent boolean)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if is_silent then
        set local session_replication_role = replica;
    else
        set local session_replication_role = origin;
    end if;
    return true;
exception
    -- boundary: whoever may not do it loads with triggers.
    when insufficient_privilege then
        return false;
end;
$body$;

comment on function lockstep_private.silence_triggers is
    'Keeps triggers from firing, or (is_silent false) lets them fire again, at the latest at the '
    'end of the transaction. Returns whether that is allowed.';
