begin;

-- given: a run of each status
select near.define_offices();
create function pg_temp.run_that_is(status text)
    returns bigint
    language plpgsql
as $body$
declare
    v_run bigint := lockstep.start_run('compare');
begin
    update lockstep_state.run as r
    set status = run_that_is.status, error_code = 'XX000', error = 'an error'
    where r.id = v_run;
    return v_run;
end;
$body$;
create temp table possible as
select s.status, s.status = any ('{pending,running,paused,failed}') as is_allowed
from unnest('{pending,running,paused,completed,failed,cancelled}'::text[]) as s (status);

select plan(8 + (select count(*)::integer from possible));

-- behaviour
select lives_ok(
    format('select lockstep.resume_run(%s)', pg_temp.run_that_is(p.status)), format('a %s run can be running', p.status)
)
from possible as p
where p.is_allowed;
select results_eq(
    'select distinct r.status, r.error_code, r.error, r.finished_at is not null from lockstep.runs as r',
    $$values ('running', null::text, null::text, false)$$,
    'it has the new status, and no error any more'
);
select is(
    (select count(*) from lockstep.logs as l where l.message = 'run running'),
    (select count(*) from possible as p where p.is_allowed and p.status <> 'running'), 'which is noted in the log if it is news'
);
select is_empty(
    $$select from lockstep_state.run as r where r.heartbeat_at is null or r.heartbeat_at < now() - interval '1 min'$$,
    'and it counts as alive'
);

-- behaviour: entities that are no longer what they were
select pg_temp.run_that_is('failed') as run \gset
select near.define_offices(on_drift => 'keep');
select throws_ok(
    format('select lockstep.resume_run(%s)', :run), 'LSJ08',
    format('run %s cannot go on: defined anew or dropped since it began: ''offices''', :run), 'not when an entity was defined anew'
);
select is((select r.status from lockstep.runs as r where r.id = :run), 'failed', 'which leaves the run as it is');
select pg_temp.run_that_is('failed') as run \gset
select lockstep.drop_entity('offices');
select throws_ok(format('select lockstep.resume_run(%s)', :run), 'LSJ08', null, 'nor when it was dropped');
select near.define_offices();
select throws_ok(format('select lockstep.resume_run(%s)', :run), 'LSJ08', null, 'even if it is there again');

-- refusals
select throws_ok(
    format('select lockstep.resume_run(%s)', r.run), 'LSJ06', format('run %s is %s and cannot become running', r.run, r.status),
    format('a %s run cannot', r.status)
)
from (select p.status, pg_temp.run_that_is(p.status) as run from possible as p where not p.is_allowed offset 0) as r;
select throws_ok('select lockstep.resume_run(-1)', 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist');

select * from finish();
rollback;
