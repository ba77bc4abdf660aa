begin;
select plan(11);

-- given
insert into far.office values (1, 'one', null);
insert into far.doctor (id, name, office_id) values (1, 'nowhere', 99);
select near.define_doctors();
select near.define_offices();
select near.go();

-- refusals
select throws_ok($$select lockstep.drop_entity('nope')$$, 'LSE01', 'entity ''nope'' is not defined', 'refuses a name that is none');
select throws_ok($$select lockstep.drop_entity('offices')$$, 'LSE17',
    'entity ''offices'' is referred to by ''doctors''', 'refuses an entity that others refer to');

-- behaviour
select lives_ok($$select lockstep.drop_entity('doctors')$$, 'a reference to itself is no obstacle');
select lives_ok($$select lockstep.drop_entity('offices')$$, 'after the others it can go');
select hasnt_table('lockstep_ledger'::name, 'offices'::name, 'with its ledger');
select hasnt_view('lockstep_mapping'::name, 'offices_source'::name, 'its source view');
select hasnt_view('lockstep_mapping'::name, 'offices_projection'::name, 'and its projection');
select is_empty('select from lockstep.entity_columns union all select from lockstep.entity_refs', 'nothing is known of it');
select is_empty('select from lockstep.rejects where closed_at is null', 'no reject of it is open');
select is((select count(*) from near.offices), 1::bigint, 'target rows stay');
select is(near.define_offices(), 'created', 'it can be defined again');

select * from finish();
rollback;
