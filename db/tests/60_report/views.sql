-- The views that have no test of their own: columns and what they show.
begin;
select plan(8);

-- given
insert into far.office values (1, 'one', 'a'), (2, null, 'b');
select near.define_doctors();
select near.define_offices();
select near.go();

-- behaviour
select results_eq(
    'select name, target, refs <> ''{}'', is_complete from lockstep.entities order by 1',
    $$values ('doctors', 'near.doctors', true, true), ('offices', 'near.offices', false, true)$$, 'entities shows each mapping'
);
select results_eq(
    $$select name, type, is_not_null, key_position from lockstep.entity_columns where entity = 'offices' and side = 'target' order by 1$$,
    $$values ('id', 'uuid', true, 1), ('name', 'text', true, null), ('town', 'text', false, null)$$, 'entity_columns the columns that it writes'
);
select results_eq(
    'select entity, name, refers_to, key, if_missing, is_late from lockstep.entity_refs order by name',
    $$values ('doctors', 'mentor_id', 'doctors', '{s.mentor_id}'::text[], 'reject', true),
        ('doctors', 'office_id', 'offices', '{s.office_id}'::text[], 'reject', false)$$,
    'entity_refs its references'
);
select results_eq(
    'select kind, status, is_dry, error from lockstep.runs', $$values ('sync', 'completed', false, null::text)$$, 'runs each execution'
);
select results_eq(
    'select entity, source_rows, synced, rejected, excluded, extra, is_accounted, insert, written from lockstep.run_entities order by level',
    'values (''offices'', 2::bigint, 1::bigint, 1::bigint, 0::bigint, 0::bigint, true, 2::bigint, 1::bigint), (''doctors'', 0, 0, 0, 0, 0, true, 0, 0)',
    'run_entities what it found'
);
select results_eq(
    'select entity, source_key, operation, reason, sqlstate, column_name, closed_at is null from lockstep.rejects',
    $$values ('offices', '["2"]'::jsonb, 'write', 'constraint', '23502', 'name', true)$$, 'rejects the rows that could not be written'
);
select near.go('detect');
select results_eq(
    format('select entity, source_key, state from lockstep.differences where run = %s', near.last_run()),
    $$values ('offices', '["2"]'::jsonb, 'insert')$$, 'differences what a detect found'
);
select results_eq(
    format('select level, message from lockstep.logs where run = %s order by id', near.last_run()),
    $$
    values ('info', 'detect started'), ('debug', 'entity started'), ('debug', 'entity started'), ('info', 'entity finished'),
        ('info', 'entity finished'), ('info', 'run completed')
    $$,
    'logs what happened'
);

select * from finish();
rollback;
