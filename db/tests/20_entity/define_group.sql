-- Groups and domains: names for some entities.
begin;
select plan(36);

-- behaviour: definition in any order
select is(
    lockstep.define_group('core', '{offices,doctors,offices}', description => 'Where all begins.'), 'created',
    'a group may name entities that are not defined yet'
);
select is(
    lockstep.define_group('core', '{doctors,offices}', description => 'Where all begins.'), 'unchanged',
    'the same again changes nothing, in whatever order'
);
select is(lockstep.define_group('core-with-visits', '{visits}', '{core}'), 'created', 'a group may hold groups');
select results_eq(
    'select name, kind, chosen, missing from lockstep.groups order by name',
    $$values
        ('all', 'group', '{}'::text[], '{}'::text[]), ('core', 'group', '{}', '{doctors,offices}'),
        ('core-with-visits', 'group', '{}', '{doctors,offices,visits}')$$,
    'what is missing is told'
);
select throws_ok(
    $$select lockstep.entities_of('{core-with-visits}')$$, 'LSE33',
    'groups name what is not defined: ''core'' names entity ''doctors'', ''core'' names entity ''offices'', '
        '''core-with-visits'' names entity ''visits''',
    'and refused at use'
);
select near.define_offices();
select near.define_doctors();
select near.define_visits();
select near.define_words();

-- behaviour: what they come to
select is(lockstep.entities_of('{core}'), '{doctors,offices}', 'a group is its entities');
select is(lockstep.entities_of('{core-with-visits}'), '{doctors,offices,visits}', 'with those of the groups that it holds');
select is(lockstep.entities_of('{core,core-with-visits}'), '{doctors,offices,visits}', 'each once');
select is(lockstep.entities_of('{all}'), '{doctors,offices,visits,words}', 'all are all');
select is(lockstep.entities_of('{}'), '{}', 'none is none');
select lockstep.start_run('sync', lockstep.entities_of('{core-with-visits}')) as run;
select is(
    (select r.entities from lockstep.runs as r where r.id = near.last_run()), '{doctors,offices,visits}', 'runs take them'
);

-- behaviour: changes
select is(lockstep.define_group('core', '{offices}'), 'changed', 'a group may change');
select is(lockstep.entities_of('{core-with-visits}'), '{offices,visits}', 'also for those that hold it');
select is(lockstep.define_group('core', '{offices}', '{core-with-visits}'), 'changed', 'groups may hold each other');
select is(lockstep.entities_of('{core}'), '{offices,visits}', 'which makes them the same');
select lockstep.drop_entity('visits');
select throws_ok(
    $$select lockstep.entities_of('{core}')$$, 'LSE33', 'groups name what is not defined: ''core-with-visits'' names entity ''visits''',
    'an entity that was dropped is missed'
);
select is(
    (select g.chosen || g.missing from lockstep.groups as g where g.name = 'core'), '{offices,visits}', 'and seen in the view'
);

select lockstep.define_group('odd', groups => '{all,later,odd}');
select throws_ok(
    $$select lockstep.entities_of('{odd}')$$, 'LSE33', 'groups name what is not defined: ''odd'' names group ''later''',
    'a group that is not there is missed'
);
select lives_ok($$select lockstep.drop_group('odd')$$, 'a group can be dropped, also one that holds itself');
select is_empty($$select from lockstep.groups where name = 'odd'$$, 'and is gone');

-- behaviour: domains
select is(lockstep.define_group('staff', '{doctors}', kind => 'domain'), 'created', 'a domain is a group');
select is(lockstep.define_group('places', '{offices}', kind => 'domain'), 'created', 'there may be several');
select results_eq(
    'select e.name, e.domain from lockstep.entities as e order by 1',
    $$values ('doctors', 'staff'), ('offices', 'places'), ('words', null)$$, 'an entity knows its own'
);
select is(lockstep.entities_of('{staff}'), '{doctors}', 'it can be chosen like any group');

select is(lockstep.define_group('staff', '{doctors,words}', kind => 'domain'), 'changed', 'it may grow');
select is((select e.domain from lockstep.entities as e where e.name = 'words'), 'staff', 'with what it holds then');

-- refusals
select throws_ok($$select lockstep.drop_group('odd')$$, 'LSE32', 'group ''odd'' is not defined', 'what is dropped cannot be dropped again');
select throws_ok(
    $$select lockstep.define_group('more', '{words,doctors}', kind => 'domain')$$, 'LSE31',
    'entity ''doctors'' is of domain ''staff'' already, and cannot be of ''more''', 'an entity has one domain at most'
);
select throws_ok(
    format('select lockstep.define_group(%L, %L, %L, %L)', d.name, d.entities, d.groups, d.kind), 'LSE30',
    format('group %L cannot be defined: %s', d.name, d.problem), format('refuses: %s', d.problem)
)
from (values
    ('Core', '{a}', '{}', 'group', 'its name must be 1 to 40 lower-case letters, digits, _ and -'),
    ('all', '{a}', '{}', 'group', 'all entities are called so'),
    ('core', '{a}', '{}', 'realm', 'kind must be group or domain'),
    ('core', '{}', '{}', 'group', 'it names no entity'),
    ('core', '{a,null}', '{}', 'group', 'a name in it is null'),
    ('core', '{a}', '{b}', 'domain', 'a domain holds entities only')
) as d (name, entities, groups, kind, problem);
select throws_ok($$select lockstep.entities_of('{core,nope}')$$, 'LSE32', 'group ''nope'' is not defined', 'a group has to be there');
select throws_ok(
    $$select lockstep.drop_group('core-with-visits')$$, 'LSE34', 'group ''core-with-visits'' is held by ''core''',
    'a group that others hold stays'
);

select * from finish();
rollback;
