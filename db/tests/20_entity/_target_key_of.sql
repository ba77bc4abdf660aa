begin;
select plan(8);

-- given
create table near.keyless (id integer, code text not null, other text);
create unique index on near.keyless (lower(code));
create unique index on near.keyless (other) where id > 0;
create table near.unique_only (id integer, code text not null unique, a integer, b integer, unique (b, a) include (code));

-- behaviour
select is(
    (lockstep_private.checked_entity(e)).target_key, '{code}'::text[], 'a unique index will do as well as a primary key'
)
from (select (json_populate_record(null::lockstep_state.entity, '{"name": "x", "source": "far.word", "source_key": ["word"],
    "target_table": "near.unique_only", "target_key": ["code"], "columns": {}, "refs": {}, "on_delete": "delete", "on_drift": "keep",
    "batch_rows": 1, "search_path": ""}')).*) as e;
select is(
    lockstep.define_entity('x', 'far.badge', '{office_id,number}', 'near.unique_only', '{"code": "s.holder", "a": "1", "b": "2"}',
        target_key => '{a,b}'),
    'created', 'in any order of columns'
);

-- refusals
select throws_ok(
    format('select lockstep.define_entity(%L, %L, %L, %L, %L, target_key => %L)', 'y', 'far.word', '{word}', t.target, '{}', t.key),
    'LSE05', format('target %s of entity %L has no unique key %s', t.target, 'y', coalesce(t.key, '(no primary key)')),
    format('refuses %s', t.what)
)
from (values
    ('near.keyless', null, 'a table without a key'),
    ('near.keyless', '{code}', 'a unique index of an expression'),
    ('near.keyless', '{other}', 'a unique index of some rows'),
    ('near.unique_only', '{a}', 'a part of a unique index'),
    ('near.unique_only', '{a,b,code}', 'columns that an index only includes'),
    ('near.offices', '{id,name}', 'more columns than are unique')
) as t (target, key, what);

select * from finish();
rollback;
