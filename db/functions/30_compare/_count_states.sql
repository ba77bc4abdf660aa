-- room: compare    audience: private    calls: nothing
create function lockstep_private.count_states(
    out insert   bigint,
    out update   bigint,
    out conflict bigint,
    out drift    bigint,
    out missing  bigint,
    out delete   bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    select
        count(*) filter (where d.state = 'insert'),
        count(*) filter (where d.state = 'update'),
        count(*) filter (where d.state = 'conflict'),
        count(*) filter (where d.state = 'drift'),
        count(*) filter (where d.state = 'missing'),
        count(*) filter (where d.state = 'delete')
    into insert, update, conflict, drift, missing, delete
    from pg_temp.lockstep_diff as d;
end;
$body$;

comment on function lockstep_private.count_states is
    'Rows of lockstep_diff in each state.';
