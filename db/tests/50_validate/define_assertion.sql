-- Queries that must return no row.
begin;
select plan(21);

-- given
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 3) as g;
select near.define_offices();
select near.go();

-- behaviour
create temp table usual as select current_setting('search_path') as path;
select set_config('search_path', 'near, ' || u.path, true) from usual as u;
select is(
    lockstep.define_assertion('offices', 'named', $$select * from offices where name = '';$$, 'all have a name'),
    'created', 'an assertion is defined'
);
select is(
    lockstep.define_assertion('offices', 'named', $$select * from offices where name = ''$$, 'all have a name'),
    'unchanged', 'the same again changes nothing'
);
select set_config('search_path', u.path, true) from usual as u;
select is_empty($$select * from near.findings('offices', 'assertion')$$, 'no row: it is met, under the names of its author');
update near.offices set name = '' where name in ('office 1', 'office 2');
select results_eq(
    $$select * from near.findings('offices', 'assertion')$$,
    $$values ('error', 'assertion:offices:named', 2::bigint, '[]'::jsonb)$$,
    'each row that it returns is a failure'
);
select is(
    lockstep.define_assertion('offices', 'named', 'select from generate_series(1, 5000)'),
    'changed', 'another query'
);
select results_eq(
    $$select f.rows, f.detail from lockstep_private.assertion_findings(lockstep_private.entity_shape('offices')) as f$$,
    $$values (1001::bigint, 'assertion named is not met: more than 1000 rows')$$,
    'no more than 1,001 rows are looked at'
);
select results_eq(
    'select a.entity, a.name, a.query from lockstep.assertions as a',
    $$values ('offices', 'named', 'select from generate_series(1, 5000)')$$,
    'the view lists it'
);
select near.define_offices(on_drift => 'keep');
select isnt_empty('select from lockstep.assertions', 'it outlives another definition of the entity');

-- behaviour: of both sides
select lockstep.define_assertion('offices', 'named',
    'select o.id from far.office as o where not exists (select from near.offices as n where n.town = o.town)');
select is_empty($$select * from near.findings('offices', 'assertion')$$, 'it may read the source as well');

-- behaviour: it only reads
create function near.tidy()
    returns integer
    language sql
as 'delete from near.offices where name is null; select 1';
select lockstep.define_assertion('offices', 'named', 'select near.tidy()');
select matches(
    (select f.detail from lockstep_private.assertion_findings(lockstep_private.entity_shape('offices')) as f),
    '^named could not be checked: 25006',
    'what it calls can write nothing'
);
select is(current_setting('transaction_read_only'), 'off', 'and the transaction writes on afterwards');
select lives_ok($$insert into near.words values ('written', 'after')$$, 'really');
select lockstep.define_assertion('offices', 'named', 'select 1 / (count(*) - count(*)) from near.offices');
select results_eq(
    $$select level, key from near.findings('offices', 'assertion')$$,
    $$values ('error', 'assertion:offices:named:failed')$$,
    'one that fails is not met'
);
select lockstep.drop_assertion('offices', 'named');
select is_empty('select from lockstep.assertions', 'it can be dropped');

-- refusals
select throws_ok(
    $$select lockstep.define_assertion('offices', 'bad', 'select nothing from near.offices')$$,
    'LSV02', null, 'a query with an unknown column is refused'
);
select throws_ok(
    $$select lockstep.define_assertion('offices', 'bad', 'select 1; select 2')$$,
    'LSV02', null, 'two queries are refused'
);
select throws_ok(
    $$select lockstep.define_assertion('offices', 'bad', 'delete from near.offices returning id')$$,
    'LSV02', null, 'what writes is refused'
);
select throws_ok(
    $$select lockstep.define_assertion('offices', 'bad', 'with d as (delete from near.offices returning id) select * from d')$$,
    'LSV02', null, 'however it is written'
);
select throws_ok(
    $$select lockstep.define_assertion('offices', 'Bad Name', 'select 1')$$,
    'LSV03', null, 'a name that is none is refused'
);
select throws_ok(
    $$select lockstep.define_assertion('nobody', 'named', 'select 1')$$,
    'LSE01', null, 'an unknown entity is refused'
);
select throws_ok(
    $$select lockstep.drop_assertion('offices', 'nothing')$$,
    'LSV04', null, 'what is not there cannot be dropped'
);

select * from finish();
rollback;
