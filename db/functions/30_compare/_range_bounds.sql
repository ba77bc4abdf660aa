-- room: compare    audience: private    calls: part_sizes
--
-- Counts keys by a power of two that gives some 4,096 parts, on both sides, and puts a bound
-- wherever enough rows have come together. A part that is too full by itself is cut the same way.
create function lockstep_private.range_bounds(
    shape lockstep_private.shape,
    rows  bigint,
    lower bigint,
    upper bigint
)
    returns setof bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_shift integer := 0;
    v_last  bigint;
    v_sum   bigint := 0;
    r_part  record;
begin
    if lower is null then
        return;
    end if;
    while v_shift < 62 and (upper >> v_shift)::numeric - (lower >> v_shift) > 4096 loop
        v_shift := v_shift + 1;
    end loop;

    for r_part in
        select p.part, p.rows from lockstep_private.part_sizes(shape, v_shift, lower, upper) as p
        order by p.part
    loop
        if v_sum > 0 and v_sum + r_part.rows > rows then
            return next r_part.part << v_shift;
            v_sum := 0;
        end if;
        v_sum := v_sum + r_part.rows;

        if r_part.rows > 2 * rows and v_shift > 0 then
            v_last := case
                when r_part.part = upper >> v_shift then upper
                else ((r_part.part + 1) << v_shift) - 1
            end;
            return query
            select b.bound
            from lockstep_private.range_bounds(
                shape, rows, r_part.part << v_shift, v_last
            ) as b (bound);
            v_sum := rows;
        end if;
    end loop;
end;
$body$;

comment on function lockstep_private.range_bounds is
    'Bounds between lower and upper that cut an entity into ranges of about so many rows.';
