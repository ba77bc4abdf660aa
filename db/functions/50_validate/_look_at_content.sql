-- room: validate    audience: private    calls: content_sql not_apart_sql
create function lockstep_private.look_at_content(
    shape    lockstep_private.shape,
    standing lockstep_private.standing
)
    returns lockstep_private.standing
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set datestyle = 'ISO, YMD'
    set timezone = 'GMT'
    set extra_float_digits = 3
    set jit = off
    set work_mem = '32MB'
as $body$
begin
    execute lockstep_private.content_sql(
        shape, lockstep_private.not_apart_sql(shape, standing, 'source')
    )
    into standing.looked_at, standing.differing, standing.example_keys, standing.totals;
    standing.surplus := 0;
    return standing;
end;
$body$;

comment on function lockstep_private.look_at_content is
    'Compares the content of the rows that stand on both sides with what the mapping makes of the '
    'source now, and adds up the source in the same pass.';
