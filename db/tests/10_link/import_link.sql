begin;
select plan(34);

-- given: a link of our own, imported
select lockstep.create_link('own', s.host, s.port, s.database, s.username, s.password,
    schemas => '{public,odd}', local_schema => 'own')
from near.source as s;
create temporary table first_import as select i.* from lockstep.import_link('own') as i;

create function pg_temp.changes()
    returns table (remote_table text, change text)
    language sql
as $body$
    select i.remote_table, i.change
    from lockstep.import_link('own') as i
    where i.change in ('created', 'changed', 'dropped')
    order by i.remote_table;
$body$;

create function pg_temp.columns(wanted text)
    returns table (name text, local_type text, is_as_text boolean, is_array boolean, is_not_null boolean)
    language sql
as $body$
    select c.name, c.local_type, c.is_as_text, c.is_array, c.is_not_null
    from lockstep_state.linked_column as c
    where c.link = 'own' and c.remote_table = wanted
    order by c.ordinal;
$body$;

-- behaviour: what is linked
select results_eq(
    $$select i.remote_table, i.change, i.reason from first_import as i
    where i.remote_schema = 'odd' and i.change <> 'created' order by i.remote_table collate "C"$$,
    $$values
        ('child_a', 'covered', 'its rows come through odd.parent'),
        ('guarded', 'not linked', 'row security hides rows from this login: give it bypassrls'),
        ('measure_2023', 'covered', 'its rows come through odd.measure'),
        ('measure_2024_1', 'covered', 'its rows come through odd.measure'),
        ('never_filled', 'not linked', 'the materialized view has never been filled'),
        ('nothing', 'not linked', 'it has no columns'),
        ('secret', 'not linked', 'permission denied')$$,
    'says what is not linked, and why'
);
select results_eq(
    $$select t.remote_table, t.kind, t.parent from lockstep_state.linked_table as t
    where t.link = 'own' and (t.kind <> 'table' or t.parent is not null)
    order by t.remote_table collate "C"$$,
    $$values
        ('a_foreign_table', 'foreign table', null),
        ('a_matview', 'materialized view', null),
        ('a_view', 'view', null),
        ('child_a', 'table', 'odd.parent'),
        ('child_b', 'table', 'odd.parent'),
        ('measure', 'partitioned table', null),
        ('measure_2023', 'table', 'odd.measure'),
        ('measure_2024_1', 'table', 'odd.measure'),
        ('never_filled', 'materialized view', null)$$,
    'knows kinds and parents'
);
select results_eq(
    $$select i.reason from first_import as i where i.remote_table in ('child_b', 'partly', 'lone_child')
    order by i.remote_table$$,
    $$values
        ('its rows also come through odd.parent; linked for its own columns'),
        (null),
        ('no right to read columns password')$$,
    'says what is special about what is linked'
);
select results_eq(
    $$select t.remote_table, t.estimated_rows from lockstep_state.linked_table as t
    where t.link = 'own' and t.remote_table in ('parent', 'measure', 'no_key')
    order by t.remote_table$$,
    $$values ('measure', 2::bigint), ('no_key', 0), ('parent', 3)$$,
    'estimates rows with those of children'
);

-- behaviour: columns
select results_eq(
    $$select * from pg_temp.columns('types')$$,
    $$values
        ('id', 'integer', false, false, true),
        ('amount', 'numeric(10,2)', false, false, true),
        ('code', 'character(3)', false, false, false),
        ('title', 'character varying(40)', false, false, false),
        ('happened', 'timestamp(3) with time zone', false, false, false),
        ('period', 'daterange', false, false, false),
        ('words', 'text[]', false, true, false),
        ('codes', 'character varying(5)[]', false, true, false),
        ('place', 'inet', false, false, false),
        ('document', 'jsonb', false, false, false),
        ('doubled', 'integer', false, false, false),
        ('positive', 'integer', false, false, false),
        ('label', 'character varying(20)', false, false, false),
        ('huge', 'bigint', false, false, false),
        ('tags', 'text[]', false, true, false),
        ('mood', 'text', true, false, false),
        ('moods', 'text', true, true, false),
        ('domain_mood', 'text', true, false, false),
        ('positives', 'text', true, true, false),
        ('point3', 'text', true, false, false),
        ('span', 'text', true, false, false),
        ('loose', 'text', true, false, false),
        ('cash', 'text', true, false, false),
        ('at_point', 'text', true, false, false),
        ('search', 'text', true, false, false),
        ('bits', 'text', true, false, false),
        ('letter', 'text', true, false, false),
        ('identifier', 'text', true, false, false),
        ('relation', 'text', true, false, false)$$,
    'links types that both sides share as they are, all others as text'
);
select results_eq(
    $$select c.remote_type from lockstep_state.linked_column as c
    where c.link = 'own' and c.remote_table = 'types' and c.name in ('huge', 'label', 'moods', 'title')
    order by c.name$$,
    $$values ('odd."bıgınt"'), ('odd.short_label'), ('odd.mood[]'), ('character varying(40)')$$,
    'remembers the type that the source has'
);
select results_eq(
    $$select t.mood, t.moods, t.domain_mood, t.positives, t.point3, t.loose, t.bits, t.relation, t.huge,
        t.tags, t.period
    from own.types as t$$,
    $$values ('ok', '{sad,ok}', 'happy', '{1,2}', '(1,2,3)', '{"b":  2}', '101', 'pg_class',
        9000000000, '{p,q}'::text[], '[2024-01-01,2024-02-01)'::daterange)$$,
    'every column can be read'
);
select results_eq(
    $$select c.name, c.is_not_null from pg_temp.columns('parent') as c$$,
    $$values ('id', true), ('name', true), ('note', false)$$,
    'NOT NULL of a parent counts only if its children keep it'
);
select is_empty(
    $$select c.name from pg_temp.columns('a_foreign_table') as c where c.is_not_null$$,
    'NOT NULL of a foreign table is no promise'
);
select results_eq(
    $$select c.name from pg_temp.columns('partly') as c$$, $$values ('id'), ('name')$$,
    'columns that may not be read are left out'
);
select results_eq('select p.id from own.partly as p', 'select 1 where false', 'and the rest is read');

-- behaviour: rows of families
select results_eq(
    'select p.id, p.name, p.note from own.parent as p order by p.id, p.name',
    $$values (1, 'child a', null), (1, 'parent', 'p'), (2, 'child b', 'b')$$,
    'a parent returns its children''s rows'
);
select results_eq('select m.at from own.measure as m order by m.at',
    $$values ('2023-05-01'::date), ('2024-05-01')$$, 'a partitioned table those of its partitions');

-- behaviour: keys
select results_eq(
    $$select t.primary_key, t.indexes from lockstep_state.linked_table as t
    where t.link = 'own' and t.remote_table in ('keyed', 'measure', 'no_key', 'parent')
    order by t.remote_table$$,
    $$values
        ('{a,b}'::text[], '[{"columns": ["a", "b"], "unique": true},
            {"columns": ["c"], "unique": true},
            {"columns": ["d"], "unique": false}, {"columns": ["d", "c"], "unique": false}]'::jsonb),
        ('{id,at}', '[{"columns": ["id", "at"], "unique": true}]'),
        (null, '[]'),
        (null, '[{"columns": ["id"], "unique": false}]')$$,
    'knows keys and indexes; a parent''s key does not hold for its children'
);

-- behaviour: names
select results_eq(
    $$select i.remote_schema, i.remote_table, i.local_table from first_import as i
    where i.remote_table like '%twin' order by 1, 2$$,
    $$values
        ('odd', 'twin', 'odd_twin_2'),
        ('public', 'odd_twin', 'odd_twin'),
        ('public', 'twin', 'twin')$$,
    'tables of one name get different ones here'
);
select results_eq(
    $$select w."sélect X", w."a ""quoted"" one", w."order" from own."Weird "" Täble" as w$$,
    $$values (1, 'one', 10)$$, 'any identifier will do'
);
select is_empty(
    $$select l."a_column_whose_name_is_just_as_long_as_an_identifier_can_be_too"
    from own.a_table_whose_name_is_just_as_long_as_an_identifier_can_be_here as l$$,
    'also the longest'
);

-- behaviour: again
select is_empty('select * from pg_temp.changes()', 'a second import changes nothing');
select results_eq(
    $$select i.change, count(*) from lockstep.import_link('own') as i
    where i.remote_schema = 'odd' group by 1 order by 1$$,
    $$values ('covered', 3::bigint), ('not linked', 4), ('unchanged', 17)$$,
    'and says so'
);
alter foreign table own.types drop column title, alter column huge type integer,
    alter column amount drop not null;
alter foreign table own.twin add column more text;
drop foreign table own.no_key;
select results_eq('select * from pg_temp.changes()',
    $$values ('no_key', 'created'), ('twin', 'changed'), ('types', 'changed')$$,
    'brings up to date what differs');
select is_empty('select * from pg_temp.changes()', 'once');
select col_type_is('own', 'types', 'huge', 'bigint', 'types are as they were');
select has_column('own', 'types', 'title', 'columns are back');
select hasnt_column('own', 'twin', 'more', 'or gone');
select has_foreign_table('own'::name, 'no_key'::name, 'and so are tables');

-- behaviour: tables that are no longer there
create foreign table own.ghost (id integer) server lockstep_own options (table_name 'ghost');
select is_empty('select * from pg_temp.changes()', 'leaves a foreign table that somebody else made');
insert into lockstep_state.linked_table (link, remote_schema, remote_table, local_table, kind, is_linked)
values ('own', 'odd', 'ghost', 'ghost', 'table', true);
savepoint ghost;
select results_eq('select * from pg_temp.changes()', $$values ('ghost', 'dropped')$$,
    'drops a table that has gone from the source');

-- refusals
rollback to savepoint ghost;
create view lockstep_mapping.spirits_source as select g.id from own.ghost as g;
select throws_ok($$select lockstep.import_link('own')$$, 'LSL15',
    'what changed at the source of link ''own'' is in use', 'refuses to drop what an entity uses');
drop view lockstep_mapping.spirits_source;
drop foreign table own.ghost;

alter foreign table own.numbers alter column name type varchar(5);
create view lockstep_mapping.things_source as select n.id, n.name from own.numbers as n;
create view lockstep_mapping.things_projection as select s.id from lockstep_mapping.things_source as s;
create function pg_temp.words_of_import()
    returns text
    language plpgsql
as $body$
declare
    v_detail text;
    v_hint   text;
begin
    perform lockstep.import_link('own');
    return null;
exception
    when sqlstate 'LSL15' then
        get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
        return v_detail || ' | ' || v_hint;
end;
$body$;
select is(pg_temp.words_of_import(),
    'entity things uses numbers.name | Nothing was changed. Drop what is in the way: '
        'lockstep entity drop things; then import again and define them anew.',
    'refuses to change the type of a column that an entity uses, and says which');
select col_type_is('own', 'numbers', 'name', 'character varying(5)', 'and changes nothing');
drop view lockstep_mapping.things_projection, lockstep_mapping.things_source;

create view lockstep_mapping.things_source as select n.id from own.numbers as n;
alter foreign table own.numbers drop column name;
select results_eq('select * from pg_temp.changes()', $$values ('numbers', 'changed')$$,
    'a new column is no obstacle');

drop user mapping for current_user server lockstep_own;
select throws_ok($$select lockstep.import_link('own')$$, 'LSL17',
    format('link ''own'' has no credentials for role %L', current_user),
    'says that credentials are missing');
select throws_ok($$select lockstep.import_link('nope')$$, 'LSL01', 'link ''nope'' does not exist',
    'refuses an unknown link');

-- behaviour: a login that reads everything
select lockstep.create_link('all', s.host, s.port, s.database, s.reader, s.reader_password,
    schemas => '{odd}', local_schema => 'everything')
from near.source as s;
select results_eq(
    $$select i.remote_table, i.change from lockstep.import_link('all') as i
    where i.remote_table in ('secret', 'guarded', 'twin') order by i.remote_table$$,
    $$values ('guarded', 'not linked'), ('secret', 'created'), ('twin', 'created')$$,
    'a login that reads all tables links all, except where rows would be hidden from it'
);

select * from finish();
rollback;
