-- room: report    audience: private    calls: find_differences
create function lockstep_private.record_state(
    shape lockstep_private.shape,
    scope lockstep_private.scope,
    is_at_source boolean,
    ledger jsonb
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_found record;
    v_state text;
begin
    r_found := lockstep_private.find_differences(shape, scope, false);
    if r_found.outcome = 'empty' then
        return case when is_at_source then 'insert' else 'unknown' end;
    end if;

    select d.state into v_state from pg_temp.lockstep_diff as d;
    return coalesce(
        v_state,
        case when is_at_source then 'unchanged' when ledger ->> 'settled_at' is null then 'delete'
            else 'gone' end
    );
end;
$body$;

comment on function lockstep_private.record_state is
    'State of the one row of a scope, as a comparison finds it now: unchanged, one of those of '
    'differences, gone (the source lost it, and that is dealt with), unknown (neither side knows '
    'it). Leaves lockstep_diff.';
