begin;
select plan(2);

-- given
select near.define_offices();

-- behaviour
select is((lockstep_private.entity_row('offices')).target_table, 'offices', 'gives the definition of an entity');

-- refusals
select throws_ok($$select lockstep_private.entity_row('nope')$$, 'LSE01',
    'entity ''nope'' is not defined', 'refuses a name that is none');

select * from finish();
rollback;
