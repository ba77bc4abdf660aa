-- room: jobs    audience: private    calls: nothing
create function lockstep_private.tick_deadline(budget interval)
    returns timestamptz
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select clock_timestamp() + case
        when l.timeout > interval '0' then least(tick_deadline.budget, l.timeout * 0.7)
        else tick_deadline.budget
    end
    from (select current_setting('statement_timeout')::interval as timeout) as l;
$body$;

comment on function lockstep_private.tick_deadline is
    'Until when ticks may begin: a budget from now, of the time limit for statements at most 70 %.';
