-- room: validate    audience: private    calls: totals_sql total_measures
--
-- The settings make text of times the same on both sides, wherever and whenever it is made.
create function lockstep_private.totals_of(
    shape    lockstep_private.shape,
    standing lockstep_private.standing
)
    returns table (name text, measure text, source text, target text)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set datestyle = 'ISO, YMD'
    set timezone = 'GMT'
    set extra_float_digits = 3
    set jit = off
    set work_mem = '32MB'
as $body$
declare
    v_source text[] := standing.totals;
    v_target text[];
begin
    if v_source is null then
        execute lockstep_private.totals_sql(shape, standing, 'source') into v_source;
    end if;
    execute lockstep_private.totals_sql(shape, standing, 'target') into v_target;

    return query
    select m.name, m.measure, v_source[m.place], v_target[m.place]
    from (
        select null::text, 'rows'::text, 1
        union all
        select c.name, c.measure, c.ordinality::integer + 1
        from lockstep_private.total_measures(shape) with ordinality as c
    ) as m (name, measure, place)
    order by m.place;
end;
$body$;

comment on function lockstep_private.totals_of is
    'Totals of all columns that the mapping fills, of both sides, over the rows that stand on '
    'both. name is null for the number of rows. Needs lockstep_apart.';
