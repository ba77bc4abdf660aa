begin;
select plan(3);

-- behaviour
select lives_ok(
    $$select lockstep_private.require_settings('old',
        '{"server_version_num": "110000", "default_transaction_read_only": "on"}')$$,
    'takes a source of version 11 that cannot be written'
);

-- refusals
select throws_ok(
    $$select lockstep_private.require_settings('old', '{"server_version_num": "100023",
        "server_version": "10.23", "default_transaction_read_only": "on"}')$$,
    'LSL12', 'the source of link ''old'' is PostgreSQL 10.23', 'refuses an older one'
);
select throws_ok($$select lockstep_private.open_source('far')$$, 'LSL13',
    'sessions of link ''far'' at the source are not read-only', 'refuses one that could be written');

select * from finish();
rollback;
