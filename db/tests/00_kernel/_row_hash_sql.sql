begin;
select plan(8);

-- given: rows (key, a, b), and the sum of their fingerprints
create function pg_temp.total(rows_sql text, seed bigint default 0, key_type text default 'bigint')
    returns numeric
    language plpgsql
as $body$
declare
    v_sum numeric;
begin
    execute format(
        'select sum(%s) from (values %s) as v (key, a, b)',
        lockstep_private.row_hash_sql(
            seed,
            array[
                lockstep_private.column_hash_sql('v.a', 'text', 1, false, true),
                lockstep_private.column_hash_sql('v.b', 'text', 2, false, true)
            ],
            array['v.key::' || key_type],
            array[key_type]
        ),
        rows_sql
    )
    into v_sum;
    return v_sum;
end;
$body$;

-- behaviour
select is(
    pg_temp.total($$(1, 'x', 'y'), (2, 'p', 'q')$$),
    pg_temp.total($$(2, 'p', 'q'), (1, 'x', 'y')$$),
    'the order of rows does not matter'
);
select isnt(
    pg_temp.total($$(1, 'x', 'y'), (2, 'p', 'q')$$),
    pg_temp.total($$(1, 'p', 'y'), (2, 'x', 'q')$$),
    'two rows that swap the values of one column change the sum'
);
select isnt(
    pg_temp.total($$(1, 'x', 'y'), (2, 'p', 'q')$$),
    pg_temp.total($$(1, 'p', 'q'), (2, 'x', 'y')$$),
    'so do two rows that swap everything but the key'
);
select isnt(
    pg_temp.total($$(1, 'x', 'y')$$),
    pg_temp.total($$(1, 'y', 'x')$$),
    'and a value that moves to the next column'
);
select isnt(
    pg_temp.total($$(1, null, ''), (2, '', null)$$),
    pg_temp.total($$(1, '', null), (2, null, '')$$),
    'null and the empty string are not the same'
);
select isnt(
    pg_temp.total($$(1, 'x', 'y')$$),
    pg_temp.total($$(1, 'x', 'y')$$, 1),
    'another seed changes it'
);
select is_empty(
    $$
    select k.one, k.other
    from (values
        ('1', '4294967296'), ('-1', '4294967295'), ('4294967298', '8589934593'), ('0', '-1')
    ) as k (one, other)
    where pg_temp.total(format('(%s, ''x'', ''y'')', k.one))
        = pg_temp.total(format('(%s, ''x'', ''y'')', k.other))
    $$,
    'the same row under another key has another fingerprint, also beyond 32 bits'
);
select isnt(
    pg_temp.total($$('5', 'x', 'y')$$, key_type => 'numeric'),
    pg_temp.total($$('-5', 'x', 'y')$$, key_type => 'numeric'),
    'so it does under a key of the other sign'
);

select * from finish();
rollback;
