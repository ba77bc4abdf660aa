begin;

-- given: an entity that could be defined, and ways to spoil it
create function pg_temp.define(change jsonb)
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        entity       => a.arguments ->> 'entity',
        source       => a.arguments ->> 'source',
        source_key   => case when a.arguments -> 'source_key' <> 'null'
            then array(select jsonb_array_elements_text(a.arguments -> 'source_key')) end,
        target       => a.arguments ->> 'target',
        columns      => nullif(a.arguments -> 'columns', 'null'),
        refs         => nullif(a.arguments -> 'refs', 'null'),
        key_strategy => a.arguments ->> 'key_strategy',
        on_delete    => a.arguments ->> 'on_delete',
        archive      => a.arguments -> 'archive',
        on_drift     => a.arguments ->> 'on_drift',
        batch_rows   => (a.arguments ->> 'batch_rows')::integer
    )
    from (
        select '{
            "entity": "offices", "source": "far.office", "source_key": ["id"], "target": "near.offices",
            "columns": {"name": "s.name"}, "refs": {}, "on_delete": "delete", "on_drift": "overwrite", "batch_rows": 50000
        }'::jsonb || change as arguments
    ) as a;
$body$;
create temp table spoiled (change jsonb, problem text);
insert into spoiled values
    ('{"entity": ""}', 'its name must be 1 to 40 lower-case letters, digits and _'),
    ('{"entity": "Offices"}', 'its name must be 1 to 40 lower-case letters, digits and _'),
    ('{"entity": "1st"}', 'its name must be 1 to 40 lower-case letters, digits and _'),
    ('{"entity": "a_name_that_has_more_than_forty_letters_in"}', 'its name must be 1 to 40 lower-case letters, digits and _'),
    ('{"source": ""}', 'source is empty'),
    ('{"source": " \n "}', 'source is empty'),
    ('{"source": "select * from far.office;\n"}', 'source ends in a semicolon'),
    ('{"source_key": []}', 'source_key must name one to eight columns'),
    ('{"source_key": null}', 'source_key must name one to eight columns'),
    ('{"source_key": ["a","b","c","d","e","f","g","h","i"]}', 'source_key must name one to eight columns'),
    ('{"source_key": ["id",null]}', 'source_key must name one to eight columns'),
    ('{"target": ""}', 'target is empty'),
    ('{"columns": []}', 'columns is no JSON object'),
    ('{"columns": null}', 'columns is no JSON object'),
    ('{"columns": {"name": 1}}', 'columns must map each column to SQL text'),
    ('{"refs": "doctors"}', 'refs is no JSON object'),
    ('{"refs": {"a": "doctors"}}', 'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": {"entity": "doctors"}}}', 'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": {"key": "s.id"}}}', 'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": {"entity": "doctors", "key": "s.id", "if_missing": "skip"}}}',
        'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": {"entity": "doctors", "key": "s.id", "if_mising": "null"}}}',
        'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": []}}', 'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": [{"entity": "doctors", "key": "s.id"}, "offices"]}}',
        'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": [[{"entity": "doctors", "key": "s.id"}]]}}',
        'refs must map each column to {"entity": …, "key": …, "if_missing": "reject" or "null"}'),
    ('{"refs": {"a": [{"entity": "doctors", "key": "s.id"}, {"entity": "doctors", "key": "s.x"}]}}',
        'the references that a column chooses from must lead to different entities'),
    ('{"key_strategy": "guess"}', 'key_strategy must be derive, random or keep'),
    ('{"on_delete": "ignore"}', 'on_delete must be delete, archive or keep'),
    ('{"on_delete": null}', 'on_delete must be delete, archive or keep'),
    ('{"on_delete": "archive"}', 'archive needs on_delete => ''archive'' and an object of columns, and the other way round'),
    ('{"archive": {"town": "null"}}', 'archive needs on_delete => ''archive'' and an object of columns, and the other way round'),
    ('{"on_delete": "archive", "archive": []}', 'archive needs on_delete => ''archive'' and an object of columns, and the other way round'),
    ('{"on_drift": "ask"}', 'on_drift must be overwrite or keep'),
    ('{"batch_rows": 0}', 'batch_rows must be between 1 and 1000000'),
    ('{"batch_rows": 1000001}', 'batch_rows must be between 1 and 1000000');

select plan(2 + (select count(*)::integer from spoiled));

-- refusals
select throws_ok(
    format('select pg_temp.define(%L)', s.change), 'LSE02',
    format('entity %L cannot be defined: %s', coalesce(s.change ->> 'entity', 'offices'), s.problem),
    format('refuses %s', s.change)
)
from spoiled as s;
select is_empty('select from lockstep.entities', 'nothing is defined by then');

-- behaviour
select is(pg_temp.define('{}'), 'created', 'without a fault it is defined');

select * from finish();
rollback;
