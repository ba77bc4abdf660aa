-- Asks the catalog what every function and table owes the house. A failure lists the offenders.
begin;
select plan(9);

create temporary view routine as
select
    p.oid,
    p.oid::regprocedure::text as name,
    n.nspname as schema,
    p.proname,
    p.prokind,
    p.prosecdef,
    p.proconfig,
    p.proacl,
    p.proowner,
    p.prorettype,
    l.lanname as language
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
join pg_language as l on l.oid = p.prolang
where n.nspname in ('lockstep', 'lockstep_private');

-- node-pg-migrate's own list of migrations is not ours to comment
create temporary view state_table as
select c.oid, c.relname
from pg_class as c
where c.relnamespace = 'lockstep_state'::regnamespace
    and c.relkind in ('r', 'p')
    and c.relname <> 'migration';

-- behaviour
select isnt_empty(
    'select r.name from routine as r',
    'functions are deployed'
);

select is_empty(
    $$select r.name from routine as r where obj_description(r.oid, 'pg_proc') is null$$,
    'every function has a comment'
);

select is_empty(
    $$
    select r.name
    from routine as r
    where r.proname not in (
        'run_job', 'run_jobs', 'define_entity', 'define_assertion', 'define_adoption', 'try_jsonb'
    )
        and 'search_path=pg_catalog, pg_temp' <> all(coalesce(r.proconfig, '{}'))
    $$,
    'every function pins search_path, but run_job(s) (commit), those that define (caller''s names) and '
        'try_jsonb (once per row)'
);

select is_empty(
    'select r.name from routine as r where r.prosecdef',
    'no function runs with the rights of its owner'
);

select is_empty(
    $$
    select r.name, coalesce(g.rolname, 'public') as may_execute
    from routine as r
    cross join aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) as a
    left join pg_roles as g on g.oid = a.grantee
    where a.grantee = 0 or g.rolname in ('anon', 'authenticated')
    $$,
    'no function is executable by public, anon or authenticated'
);

select is_empty(
    $$
    select r.schema, r.proname
    from routine as r
    group by r.schema, r.proname
    having count(*) > 1
    $$,
    'no function is overloaded'
);

select is_empty(
    $$
    select t.relname from state_table as t where obj_description(t.oid, 'pg_class') is null
    $$,
    'every table of lockstep_state has a comment'
);

select is_empty(
    $$
    select t.relname, a.attname
    from state_table as t
    join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where col_description(t.oid, a.attnum) is null
    $$,
    'every column of lockstep_state has a comment'
);

-- plpgsql_check reads function bodies the way the planner will. Trigger functions need a table for
-- that, and temporary tables exist only while a step runs.
select case
    when exists (select from pg_extension as e where e.extname = 'plpgsql_check') then
        is_empty(
            $$
            select r.name, c.lineno, c.level, c.message
            from routine as r
            cross join lateral plpgsql_check_function_tb(r.oid, fatal_errors => false) as c
            where r.language = 'plpgsql'
                and r.prorettype <> 'trigger'::regtype
                and c.level in ('error', 'warning')
                and c.message !~ 'relation "(pg_temp\.)?lockstep_\w+" does not exist'
                -- words of results, quoted wherever they stand
                and c.message !~ '^name of parameter "(check|column|constraint)" is reserved keyword$'
            $$,
            'plpgsql_check finds nothing in any function'
        )
    else skip('plpgsql_check is not installed here', 1)
end;

select * from finish();
rollback;
