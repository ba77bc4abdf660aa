begin;
select plan(17);

-- given: a link of our own
select lockstep.create_link('own', s.host, s.port, s.database, s.username, s.password,
    schemas => '{public,odd}', local_schema => 'own')
from near.source as s;

create function pg_temp.findings()
    returns table (level text, key text)
    language sql
as $body$
    select f.level, f.key from lockstep.check_link('own') as f where f.level <> 'info' order by f.key;
$body$;

-- behaviour
select results_eq(
    $$select f.key from lockstep.check_link('own') as f
    where f."check" not in ('link_drift', 'link_primary_key', 'link_not_linked', 'link_table')$$,
    $$values ('link_not_imported:own')$$, 'says that the tables were never imported'
);
select count(*) from lockstep.import_link('own');
select is_empty('select * from pg_temp.findings()', 'a healthy link has nothing above info');
select results_eq(
    $$select f.key, f.detail from lockstep.check_link('own') as f
    where f."check" in ('link_not_linked', 'link_table') and f.key !~ 'collated' order by f.key collate "C"$$,
    $$values
        ('link_not_linked:own:odd.guarded',
            'odd.guarded of link own: row security hides rows from this login: give it bypassrls'),
        ('link_not_linked:own:odd.never_filled',
            'odd.never_filled of link own: the materialized view has never been filled'),
        ('link_not_linked:own:odd.nothing', 'odd.nothing of link own: it has no columns'),
        ('link_not_linked:own:odd.secret', 'odd.secret of link own: permission denied'),
        ('link_table:own:odd.child_b',
            'odd.child_b of link own: its rows also come through odd.parent; linked for its own columns'),
        ('link_table:own:odd.partly', 'odd.partly of link own: no right to read columns password'),
        ('link_table:own:public.specimen',
            'public.specimen of link own: nondeterministic collation: a_caseless')$$,
    'lists what is not linked; what comes through a parent is no finding'
);
select results_eq(
    $$select f.key from lockstep.check_link('own') as f where f.key like 'link\_primary\_key:%:odd.%'
    order by f.key collate "C"$$,
    $$values
        ('link_primary_key:own:odd.child_b'),
        ('link_primary_key:own:odd.lone_child'),
        ('link_primary_key:own:odd.no_key'),
        ('link_primary_key:own:odd.parent')$$,
    'lists tables without a primary key'
);
select is_empty(
    $$select f.key from lockstep.check_link('own') as f
    where f.detail is null or f.remedy is null or f.key is null or f.entity is not null$$,
    'every finding says what and what to do'
);
select is_empty(
    $$select f.key from lockstep.check_link('own') as f group by f.key having count(*) > 1$$,
    'no key comes twice'
);

-- drift
alter foreign table own.numbers drop column name;
alter foreign table own.types alter column huge type integer;
drop foreign table own.no_key;
select results_eq(
    $$select f.level, f.detail, f.remedy from lockstep.check_link('own') as f
    where f."check" = 'link_drift' order by f.key$$,
    $$values
        ('info', 'odd.no_key is new at the source of link own', 'lockstep link import own'),
        ('warning', 'odd.types has changed at the source of link own: alter column huge type bigint',
            'lockstep link import own'),
        ('warning', 'public.numbers has changed at the source of link own: add column name text',
            'lockstep link import own')$$,
    'says what differs from the source since the import'
);
select count(*) from lockstep.import_link('own');
create foreign table own.ghost (id integer) server lockstep_own options (table_name 'ghost');
insert into lockstep_state.linked_table (link, remote_schema, remote_table, local_table, kind, is_linked)
values ('own', 'odd', 'ghost', 'ghost', 'table', true);
select results_eq('select * from pg_temp.findings()', $$values ('warning', 'link_drift:own:odd.ghost')$$,
    'and what has gone');
drop foreign table own.ghost;
select lockstep.import_link('own');

-- options
alter server lockstep_own options (set updatable 'true', drop fetch_size, add batch_size '10');
select results_eq(
    $$select f.level, f.key, f.detail, f.remedy from lockstep.check_link('own') as f
    where f."check" = 'link_options' order by f.key$$,
    $$values
        ('warning', 'link_options:own:batch_size',
            'server option batch_size of link own is ''10'', made as NULL',
            'alter server lockstep_own options (drop batch_size)'),
        ('warning', 'link_options:own:fetch_size',
            'server option fetch_size of link own is NULL, made as ''10000''',
            'alter server lockstep_own options (add fetch_size ''10000'')'),
        ('warning', 'link_options:own:updatable',
            'server option updatable of link own is ''true'', made as ''false''',
            'alter server lockstep_own options (set updatable ''false'')')$$,
    'shows options that somebody changed, and the way back'
);

-- the source as such
select is_empty(
    $$select * from lockstep_private.link_source_findings('own', jsonb_build_object(
        'server_version_num', (select l.remote_version from lockstep_state.link as l where l.name = 'own'),
        'default_transaction_read_only', 'on'
    ), '2 seconds')$$,
    'two seconds are no difference'
);
select results_eq(
    $$select f.level, f.key, f.detail from lockstep_private.link_source_findings('own', '{
        "server_version_num": "100023", "server_version": "10.23",
        "default_transaction_read_only": "off"
    }', '-3 seconds') as f order by f.level, f.key$$,
    format($$values
        ('error', 'link_read_only:own', 'sessions of link own at the source are not read-only'),
        ('error', 'link_version:own', 'the source of link own is PostgreSQL 10.23'),
        ('info', 'link_version:own', 'the source of link own is PostgreSQL 10 now, it was %s'),
        ('warning', 'link_clock:own', 'the clock of the source of link own differs by -00:00:03')$$,
        (select l.remote_version / 10000 from lockstep_state.link as l where l.name = 'own')),
    'says that a source is too old, not read-only, or lives in another time'
);
select ok(
    lockstep_private.clock_difference('own') between '-0.1 seconds' and '0.1 seconds',
    'asks the source for its time'
);
select results_eq(
    $$select f.key from lockstep.check_link('far') as f
    where f."check" in ('link_read_only', 'link_options') order by f.key$$,
    $$values ('link_options:far:options'), ('link_options:far:updatable'), ('link_read_only:far')$$,
    'notices that the link of the tests may write'
);

-- refusals
drop user mapping for current_user server lockstep_own;
select results_eq(
    $$select f."check", f.level, f.remedy from lockstep.check_link('own') as f
    where f."check" <> 'link_options'$$,
    $$values ('link_connection', 'error',
        'Set the credentials of a link: select lockstep.link_password(''own'', user, password);')$$,
    'missing credentials are a finding'
);
select lockstep_private.make_link('lost', '127.0.0.1', 1, 'd', 'u', 'p', '{public}', 'lost', 'prefer');
select results_eq(
    $$select f.level, f.key from lockstep.check_link('lost') as f$$,
    $$values ('error', 'link_connection:lost')$$, 'a source that cannot be reached is one, too'
);
select matches(
    (select f.detail from lockstep.check_link('lost') as f),
    '^the source of link ''lost'' cannot be reached: could not connect to server .*refused',
    'with the cause'
);
select throws_ok($$select * from lockstep.check_link('nope')$$, 'LSL01',
    'link ''nope'' does not exist', 'refuses an unknown link');

select * from finish();
rollback;
