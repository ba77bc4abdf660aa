-- room: apply    audience: private    calls: nothing
create function lockstep_private.silence_triggers()
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    set local session_replication_role = replica;
    return true;
exception
    -- boundary: whoever may not do it loads with triggers.
    when insufficient_privilege then
        return false;
end;
$body$;

comment on function lockstep_private.silence_triggers is
    'Keeps triggers from firing until session_replication_role is origin again, at the latest at '
    'the end of the transaction. Returns whether that is allowed.';
