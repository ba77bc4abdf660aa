begin;
select plan(4);

-- behaviour
select is_empty('select * from lockstep.incomplete_entities()', 'is empty without entities');
select near.define_doctors();
select results_eq('select * from lockstep.incomplete_entities()', $$values ('doctors', 'offices')$$, 'shows who refers to what is not defined');
select near.define_offices();
select is_empty('select * from lockstep.incomplete_entities()', 'until it is');
select is((select bool_and(e.is_complete) from lockstep.entities as e), true, 'then all are complete');

select * from finish();
rollback;
