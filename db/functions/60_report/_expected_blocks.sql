-- room: report    audience: private    calls: nothing
--
-- As if the keys were thrown at random between the smallest and the greatest.
create function lockstep_private.expected_blocks(shape lockstep_private.shape, rows bigint)
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_all   numeric := 16384;
    v_width bigint  := 1 << shape.block_shift;
begin
    if shape.range_ledger = format('l.%I', shape.ledger_source_keys[1]) then
        execute format(
            'select (max(%1$s) >> %2$s)::numeric - (min(%1$s) >> %2$s) + 1 from %3$s as l',
            shape.range_ledger, shape.block_shift, shape.ledger
        )
        into v_all;
    elsif shape.range_ledger is not null then
        v_all := rows / v_width + 1;
    end if;

    return case
        when rows * v_width < 2 * v_all then rows
        else ceil(v_all * (1 - exp(-least(rows / v_all, 500))))
    end;
end;
$body$;

comment on function lockstep_private.expected_blocks is
    'About how many blocks the keys of an entity make, from the smallest and greatest that the '
    'ledger knows.';
