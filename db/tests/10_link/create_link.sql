begin;
select plan(29);

-- given: how to reach the source, and a call with one thing changed
create function pg_temp.create_link(changes jsonb)
    returns void
    language sql
as $body$
    select lockstep.create_link(
        link         => coalesce(changes ->> 'link', 'own'),
        host         => coalesce(changes ->> 'host', s.host),
        port         => coalesce((changes ->> 'port')::integer, s.port),
        database     => coalesce(changes ->> 'database', s.database),
        username     => coalesce(changes ->> 'username', s.username),
        password     => coalesce(changes ->> 'password', s.password),
        schemas      => coalesce((changes ->> 'schemas')::text[], '{public,odd}'),
        local_schema => coalesce(changes ->> 'local_schema', 'own'),
        sslmode      => coalesce(changes ->> 'sslmode', 'prefer')
    )
    from near.source as s;
$body$;

create function pg_temp.options(server text)
    returns table (name text, value text)
    language sql
as $body$
    select o.option_name, o.option_value
    from pg_foreign_server as f
    cross join lateral pg_options_to_table(f.srvoptions) as o
    where f.srvname = server;
$body$;

-- refusals come first, so that nothing but they can have left something
select throws_ok($$select pg_temp.create_link('{"link": "Own"}')$$, 'LSL03',
    '''Own'' is no name for a link', 'refuses a name with capitals');
select throws_ok($$select pg_temp.create_link('{"link": "far"}')$$, 'LSL02',
    'link ''far'' exists already', 'refuses a name that is taken');
select throws_ok($$select pg_temp.create_link('{"port": 0}')$$, 'LSL19',
    'link ''own'' cannot be made with this port: 0', 'refuses a port that is none');
select throws_ok($$select pg_temp.create_link('{"host": " "}')$$, 'LSL19',
    'link ''own'' cannot be made with this host: empty', 'refuses an empty host');
select throws_ok($$select pg_temp.create_link('{"sslmode": "maybe"}')$$, 'LSL19',
    'link ''own'' cannot be made with this sslmode: maybe', 'refuses an unknown sslmode');
select throws_ok($$select pg_temp.create_link('{"schemas": "{}"}')$$, 'LSL19',
    'link ''own'' cannot be made with this schemas: none', 'refuses no schemas');
select throws_ok($$select pg_temp.create_link('{"password": ""}')$$, 'LSL20',
    'a link needs a user name and a password', 'refuses an empty password');
select throws_ok($$select pg_temp.create_link('{"local_schema": "far"}')$$, 'LSL04',
    'schema ''far'' cannot hold the linked tables', 'refuses a schema that holds tables');
select throws_ok($$select pg_temp.create_link('{"local_schema": "lockstep_more"}')$$, 'LSL04',
    'schema ''lockstep_more'' cannot hold the linked tables', 'refuses a name of our own');
select throws_ok($$select pg_temp.create_link('{"local_schema": "auth"}')$$, 'LSL04',
    'schema ''auth'' cannot hold the linked tables', 'refuses a schema of somebody else');
select throws_ok($$select pg_temp.create_link('{"port": 1}')$$, 'LSL06',
    'the source of link ''own'' cannot be reached', 'says that nobody listens');
select throws_ok($$select pg_temp.create_link('{"host": "nobody.invalid"}')$$, 'LSL06',
    'the source of link ''own'' cannot be reached', 'says that there is no such host');
select throws_ok($$select pg_temp.create_link('{"database": "nope"}')$$, 'LSL07',
    'the database of link ''own'' does not exist', 'says that there is no such database');
select throws_ok($$select pg_temp.create_link('{"password": "wrong"}')$$, 'LSL08',
    'the source of link ''own'' does not let the login in', 'says that the password is wrong');
select throws_ok($$select pg_temp.create_link('{"sslmode": "require"}')$$, 'LSL10',
    'link ''own'' and its source disagree on encryption', 'says that there is no encryption');
select throws_ok($$select pg_temp.create_link('{"schemas": "{public,Odd,nope}"}')$$, 'LSL14',
    'the source of link ''own'' has no schema "Odd", nope', 'lists the schemas that are not there');
select is_empty(
    $$select s.srvname from pg_foreign_server as s where s.srvname = 'lockstep_own'
    union all
    select n.nspname from pg_namespace as n where n.nspname in ('own', 'lockstep_link_own')
    union all
    select l.name from lockstep_state.link as l where l.name = 'own'$$,
    'a failure leaves nothing'
);

-- behaviour
select lives_ok($$select pg_temp.create_link('{}')$$, 'creates a link');
select results_eq(
    $$select l.server, l.local_schema, l.remote_schemas, l.remote_version >= 110000, l.imported_at
    from lockstep_state.link as l where l.name = 'own'$$,
    $$values ('lockstep_own', 'own', '{public,odd}'::text[], true, null::timestamptz)$$,
    'remembers it'
);
select results_eq(
    $$select o.name, o.value from pg_temp.options('lockstep_own') as o
    where o.name not in ('host', 'port', 'dbname', 'options') order by o.name$$,
    $$values
        ('application_name', 'lockstep %c'),
        ('async_capable', 'true'),
        ('connect_timeout', '10'),
        ('fetch_size', '10000'),
        ('keepalives', '1'),
        ('keepalives_count', '3'),
        ('keepalives_idle', '30'),
        ('keepalives_interval', '10'),
        ('sslmode', 'prefer'),
        ('tcp_user_timeout', '60000'),
        ('truncatable', 'false'),
        ('updatable', 'false'),
        ('use_remote_estimate', 'true')$$,
    'sets the options of the server'
);
select is(
    (select s.setting from lockstep_link_own.pg_settings as s where s.name = 'application_name'),
    (select format('lockstep %s.%s', to_hex(trunc(extract(epoch from a.backend_start))::bigint), to_hex(a.pid))
    from pg_stat_activity as a where a.pid = pg_backend_pid()),
    'tells the source which session here reads there'
);
select results_eq(
    $$select s.name, s.setting from lockstep_link_own.pg_settings as s
    where s.name in (
        'default_transaction_read_only', 'transaction_read_only', 'row_security', 'enable_sort',
        'jit', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'
    ) order by s.name$$,
    $$values
        ('default_transaction_read_only', 'on'),
        ('enable_sort', 'off'),
        ('idle_in_transaction_session_timeout', '900000'),
        ('jit', 'off'),
        ('lock_timeout', '5000'),
        ('row_security', 'off'),
        ('statement_timeout', '600000'),
        ('transaction_read_only', 'on')$$,
    'sets the session at the source'
);
select lives_ok($$select lockstep.import_link('own')$$, 'the link can be imported');
select throws_ok('insert into own.numbers values (7)', '55000',
    'foreign table "numbers" does not allow inserts', 'the source cannot be written');
select throws_ok('truncate own.numbers', '55000',
    'foreign table "numbers" does not allow truncates', 'nor truncated');
alter server lockstep_own options (set updatable 'true');
select throws_ok('insert into own.numbers values (7)', '25006',
    'cannot execute INSERT in a read-only transaction', 'and the source refuses, too');
select throws_ok($$select pg_temp.create_link('{"local_schema": "own2"}')$$, 'LSL02',
    'link ''own'' exists already', 'a second link of that name is refused');

-- the password
select is_empty(
    $$select o.name from pg_temp.options('lockstep_own') as o where o.name in ('user', 'password')$$,
    'the server holds no credentials'
);
select is_empty(
    $$select l::text from lockstep.links as l, near.source as s
    where strpos(l::text, s.password) > 0
    union all
    select c.column_name::text from information_schema.columns as c
    where c.table_schema = 'lockstep' and c.column_name ~ 'password'$$,
    'no view shows them'
);

select * from finish();
rollback;
