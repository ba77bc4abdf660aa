-- room: validate    audience: public    calls: nothing
create function lockstep.mute_finding(key text, reason text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if coalesce(btrim(key), '') = '' or coalesce(btrim(reason), '') = '' then
        raise exception using
            errcode = 'LSV05',
            message = 'a finding is muted by its key, and for a reason',
            hint    = 'select lockstep.mute_finding(''KEY'', ''why it may stay''); keys are in '
                      'lockstep validate --json.';
    end if;

    insert into lockstep_state.muted_finding as m (key, reason)
    values (mute_finding.key, mute_finding.reason)
    on conflict on constraint muted_finding_pkey do update
    set reason = excluded.reason, muted_at = now();
end;
$body$;

comment on function lockstep.mute_finding is
    'Accepts a finding: from now on, what has that key neither shows nor fails a validation. '
    'Raises LSV05 without a reason.';
