begin;
select plan(6);

-- given: keys at both ends of a bigint, and about zero
select near.define_visits();
create function pg_temp.chosen(blocks bigint[], shift integer default 5)
    returns bigint[]
    language plpgsql
as $body$
declare
    r_shape lockstep_private.shape := lockstep_private.entity_shape('visits');
    v_keys  bigint[];
begin
    r_shape.block_shift := shift;
    execute format(
        $sql$
        select array_agg(k.id order by k.id)
        from unnest('{-9223372036854775808,-33,-32,-1,0,31,32,63,64,9223372036854775807}'::bigint[]) as k (id)
        where %s
        $sql$,
        lockstep_private.in_blocks_sql(r_shape, format('(k.id >> %s)', shift), 'k.id', blocks)
    )
    into v_keys;
    return v_keys;
end;
$body$;

-- behaviour
select is(pg_temp.chosen('{0}'), '{0,31}', 'a block of positive keys');
select is(pg_temp.chosen('{-1,1}'), '{-32,-1,32,63}', 'blocks on both sides of zero');
select is(
    pg_temp.chosen(array[-9223372036854775808 >> 5, 9223372036854775807 >> 5]), '{-9223372036854775808,9223372036854775807}',
    'the first and the last of all blocks'
);
select is(
    pg_temp.chosen(array(select generate_series(1::bigint, 1000))), '{32,63,64}', 'many blocks are told by their number'
);
select matches(
    lockstep_private.in_blocks_sql(lockstep_private.entity_shape('visits'), 'block', 'key', '{7}'), '^key = any \(''\{224,.*,255\}''', 'few by their keys'
);
select near.define_words();
select is(
    lockstep_private.in_blocks_sql(lockstep_private.entity_shape('words'), 'block', null, '{7}'), 'block = any (''{7}''::bigint[])',
    'a key without an integer has only the number'
);

select * from finish();
rollback;
