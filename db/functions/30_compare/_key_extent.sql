-- room: compare    audience: private    calls: key_extent_sql
create function lockstep_private.key_extent(
    shape     lockstep_private.shape,
    out lower bigint,
    out upper bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set jit = off
as $body$
begin
    execute lockstep_private.key_extent_sql(shape)
    into lower, upper;
end;
$body$;

comment on function lockstep_private.key_extent is
    'Smallest and greatest integer key on either side; null when both are empty.';
