begin;
select plan(1);

-- behaviour
select results_eq(
    $$select t.base, t.is_array, t.typmod, lockstep_private.native_type(t.base, t.is_array, t.typmod)
    from (
        values
            ('int4', false, -1), ('int4', true, -1), ('varchar', false, 24), ('varchar', false, -1),
            ('bpchar', false, -1), ('bpchar', false, 5), ('numeric', false, 655366),
            ('timestamptz', false, 3), ('interval', false, -1), ('tstzmultirange', false, -1),
            ('json', false, -1), ('money', false, -1), ('name', false, -1), ('regclass', false, -1),
            ('nope', false, -1), (null, false, -1)
    ) as t (base, is_array, typmod)$$,
    $$values
        ('int4', false, -1, 'integer'), ('int4', true, -1, 'integer[]'),
        ('varchar', false, 24, 'character varying(20)'), ('varchar', false, -1, 'character varying'),
        ('bpchar', false, -1, 'bpchar'), ('bpchar', false, 5, 'character(1)'),
        ('numeric', false, 655366, 'numeric(10,2)'),
        ('timestamptz', false, 3, 'timestamp(3) with time zone'), ('interval', false, -1, 'interval'),
        ('tstzmultirange', false, -1, 'tstzmultirange'),
        ('json', false, -1, null), ('money', false, -1, null), ('name', false, -1, null),
        ('regclass', false, -1, null), ('nope', false, -1, null), (null, false, -1, null)$$,
    'types of both sides keep their name and modifier, others have none'
);

select * from finish();
rollback;
