-- Orders of patients, their jaws, states, projects, plans and tasks.

-- The n-th of the planted rows, and from the first again when there are fewer.
create function pg_temp.planted(source_table text, problem text, n integer)
    returns integer
    language sql
    stable
as $body$
    select (array_agg(b.id order by b.nth))[1 + (planted.n - 1) % count(*)]
    from pg_temp.bad as b
    where b.source_table = planted.source_table and b.problem = planted.problem;
$body$;

-- Who has jaws: each ordinary order, one or two, in the order of their numbers.
insert into dispatch_instruction (
    id, patient_id, course_id, status, deleted, notes, complaint, price, submitted_at, updated_at,
    suffix, model, "order", scanner, scanner_notes, cbct, conditions, accept_extraction,
    objective, comprehensive, upper_jaw_id, lower_jaw_id, exports
)
select
    r.id,
    case r.problem
        when 'order without doctor' then
            pg_temp.planted('dispatch_patient', 'patient without doctor', r.n)
        when 'order of a doctor who is gone' then
            pg_temp.planted('dispatch_patient', 'patient of a doctor who is gone', r.n)
        when 'order of a patient without user' then
            pg_temp.planted('dispatch_patient', 'patient without user', r.n)
        when 'order whose doctor is a patient' then
            pg_temp.planted('dispatch_patient', 'patient of a patient', r.n)
        when 'order of a patient who is gone' then 900000000 + r.n
        else pg_temp.parent_of('dispatch_patient', r.i, 'dispatch_instruction', 301)
    end,
    case r.problem
        when 'order of a course of unknown type' then 9
        when 'order without course' then null
        else (array[1, 1, 1, 1, 2, 2, 2, 3, 4, 7, 8])[1 + pg_temp.dice(r.id, 302, 11)]
    end,
    case r.problem
        when 'order of unknown status' then (array[3, 9, 42])[1 + r.n % 3]
        else (array[0, 1, 1, 2, 4, 4, 4, 4, 4])[1 + pg_temp.dice(r.id, 303, 9)]
    end,
    r.problem is not distinct from 'order deleted'
    or r.problem is null and pg_temp.dice(r.id, 304, 80) = 0,
    case pg_temp.dice(r.id, 305, 4)
        when 0 then 'Leave gap at 12; "no IPR"'
        when 1 then ''
        when 2 then '前歯を揃える — ' || r.id
    end,
    case when pg_temp.dice(r.id, 306, 3) = 0 then '  crowding ' end,
    case
        when r.problem = 'price odd' then
            (array[0, -125.5, 0.07, 0.1, 99999999.99, -0.01]::numeric[])[1 + r.n % 6]
        when pg_temp.dice(r.id, 307, 30) > 0 then (9 + pg_temp.dice(r.id, 308, 390000)) / 100.0
    end,
    case
        when r.problem = 'order time odd' then pg_temp.odd_time(r.n)
        when pg_temp.dice(r.id, 309, 25) > 0 then r.at + interval '0.123457 second'
    end,
    r.at + pg_temp.hash(r.id, 310) * interval '0.517 second',
    case when pg_temp.dice(r.id, 311, 3) = 0 then upper(left(md5(r.id::text), 4)) end,
    case when r.id % 4 = 0 then 'M' || r.id % 60 end,
    1 + r.id % 5,
    pg_temp.one_of('{iTero,Trios,Primescan,"",Medit}', r.id, 312),
    case when r.id % 9 = 0 then 'lower scan is noisy' end,
    r.id % 6 = 0,
    case when r.id % 8 = 0 then 'bruxism' when r.id % 8 = 1 then '' end,
    case when r.id % 3 > 0 then r.id % 2 = 0 end,
    case when r.id % 5 = 0 then 'class I, both sides' end,
    case when r.id % 4 > 0 then r.id % 7 > 0 end,
    case
        when r.problem is null and (j.last > j.first or r.id % 2 = 0) then pg_temp.nth(j.first)
    end,
    case
        when r.problem is null and (j.last > j.first or r.id % 2 = 1) then pg_temp.nth(j.last)
    end,
    coalesce(
        pg_temp.broken_json(r.problem, r.n),
        case pg_temp.dice(r.id, 313, 5)
            when 0 then '{"stl": ["' || md5(r.id::text) || '.stl"], "ok": true}'
            when 1 then '{}'
        end
    )
from pg_temp.rows_of('dispatch_instruction') as r
cross join lateral (
    select
        1 + ((r.i - 1)::bigint * n.jaws / n.orders)::integer,
        (r.i::bigint * n.jaws / n.orders)::integer
    from (
        select pg_temp.good('dispatch_jaw'), pg_temp.good('dispatch_instruction')
    ) as n (jaws, orders)
) as j (first, last);

insert into dispatch_jaw (id, bond_teeth, extract_teeth, reason, product_id, labial)
select
    r.id,
    case when r.id % 30 > 0 then (pg_temp.hash(r.id, 321) & 65535)::bit(16)::text end,
    case when r.id % 3 = 0 then '0000100000010000' when r.id % 3 = 1 then '0000000000000000' end,
    case
        when r.problem = 'jaw of unknown reason' then (array[4, 0, -3])[1 + r.n % 3]
        when pg_temp.dice(r.id, 322, 10) = 0 then 1 + pg_temp.dice(r.id, 323, 3)
    end,
    case when r.id % 25 > 0 then pg_temp.nth(pg_temp.skewed(r.id, 324, 24)) end,
    r.id % 4 > 0
from pg_temp.rows_of('dispatch_jaw') as r;

-- Baskets of the lab's shop. Their numbers are numbers of other people's orders as well.
insert into dispatch_order (id, course_id, user_id, office_id, status, created_at, comment)
select
    r.id,
    case when r.id % 3 > 0 then 8 end,
    pg_temp.nth(pg_temp.good('staff') + pg_temp.skewed(r.id, 331, pg_temp.good('doctors'))),
    case when r.id % 5 > 0 then pg_temp.some_of('dispatch_office', r.id, 332) end,
    r.id % 4,
    r.at,
    case r.id % 6 when 0 then 'No hurry' when 1 then '' end
from pg_temp.rows_of('dispatch_order') as r;

insert into dispatch_state (id, status, "on", changed_at, actor_id, instruction_id)
select
    r.id,
    case
        when r.problem = 'state of another number' then (array[13, 14, 17, 20, 42])[1 + r.n % 5]
        else 11 + pg_temp.dice(r.id, 333, 2)
    end,
    r.id % 5 > 0,
    r.at + interval '0.000001 second' * r.id,
    case when r.id % 20 > 0 then pg_temp.any_of('staff', r.id, 334) end,
    case
        when r.problem = 'state of an order that is gone' then 900000000 + r.n
        else pg_temp.parent_of('dispatch_instruction', r.i, 'dispatch_state', 335)
    end
from pg_temp.rows_of('dispatch_state') as r;

insert into dispatch_project (id, uid, created_at, name, size, public, type, status, creator_id)
select
    r.id,
    md5('project' || r.id)::uuid,
    r.at,
    case
        when r.problem = 'project without name' then ''
        else pg_temp.one_of('{setup,"upper jaw",untere_Zähne,シミュレーション,final," v2 "}', r.id, 341)
            || '_' || r.id
    end,
    case when r.id % 50 > 0 then pg_temp.hash(r.id, 342) * 7 end,
    r.id % 11 = 0,
    case
        when r.problem = 'project of unknown type' then (array[6, 7, 12, 99])[1 + r.n % 4]
        else (array[3, 3, 3, 3, 3, 0, 0, 1, 10, 11, 11, 2, 4, 5])[1 + pg_temp.dice(r.id, 343, 14)]
    end,
    case
        when r.problem = 'project of unknown status' then (array[4, 9])[1 + r.n % 2]
        when pg_temp.dice(r.id, 344, 5000) = 0 then 2
        else 0
    end,
    case
        when r.problem is distinct from 'project of nobody' then pg_temp.nth(
            pg_temp.skewed(
                r.id, 345,
                pg_temp.good('staff') + pg_temp.good('technicians') + pg_temp.good('doctors')
            )
        )
    end
from pg_temp.rows_of('dispatch_project') as r;

-- Every third plan belongs to an order: those whose i is a multiple of three.
insert into dispatch_plan (id, instruction_id, project_id, notes, number, name, original)
select
    r.id,
    case
        when r.problem = 'plan of an order that is gone' then 900000000 + r.n
        when r.problem is null and r.i % 3 = 0 then
            pg_temp.parent_of('dispatch_instruction', r.i, 'dispatch_plan', 351)
    end,
    case
        when r.problem = 'plan of a project that is gone' then 900000000 + r.n
        else pg_temp.parent_of('dispatch_project', r.i, 'dispatch_plan', 352)
    end,
    case r.id % 5 when 0 then 'Stage ' || r.id % 40 || ': "slow"' when 1 then '' end,
    1 + pg_temp.skewed(r.id, 353, 9) % 9,
    case
        when r.problem = 'plan of a long name' then
            repeat('Plan für Fräulein Größenwahn, ', 5 + r.n % 3) || r.id
        when r.id % 7 > 0 then 'Plan ' || r.id
    end,
    r.id % 4 = 0
from pg_temp.rows_of('dispatch_plan') as r;

insert into dispatch_bracket (id, name, project_id, type)
select
    r.id,
    pg_temp.one_of('{Speed,Damon Q,Lingual,Ceramic,"Mini \"Twin\"",標準}', r.id, 361) || ' ' || r.id,
    case when r.id % 8 > 0 then pg_temp.some_of('dispatch_project', r.id, 362) end,
    case when r.id % 5 > 0 then r.id % 4 end
from pg_temp.rows_of('dispatch_bracket') as r;

insert into dispatch_reading (id, project_id, user_id, read_at, position)
select
    r.id,
    pg_temp.some_of('dispatch_project', r.id, 363),
    case when r.id % 10 > 0 then pg_temp.some_of('auth_user', r.id, 364) end,
    r.at,
    case when r.id % 3 > 0 then r.id % 30 end
from pg_temp.rows_of('dispatch_reading') as r;

-- Some have a basket beside their order, or a plan beside it: the order's is what counts.
insert into dispatch_task (
    id, checked, file_id, template_id, done_at, text, plan_id, instruction_id, actor_id, jaw,
    order_id
)
select
    r.id,
    pg_temp.dice(r.id, 371, 10) > 2,
    case
        when pg_temp.dice(r.id, 372, 8) = 0 then
            pg_temp.nth(1 + (
                r.i::bigint * (pg_temp.good('dispatch_file') - 1) / pg_temp.good('dispatch_task')
            )::integer)
    end,
    case when pg_temp.dice(r.id, 373, 60) > 0 then pg_temp.nth(pg_temp.skewed(r.id, 374, 169)) end,
    case when pg_temp.dice(r.id, 375, 10) > 1 then r.at + interval '2 hours 0.000007 second' end,
    case pg_temp.dice(r.id, 376, 12)
        when 0 then 'Trim "edge" ' || r.id
        when 1 then ''
        when 2 then '磨く'
    end,
    case
        when r.problem = 'task by its plan'
            or r.problem is null and pg_temp.dice(r.id, 377, 50) = 0 then
            pg_temp.nth(3 * (1 + pg_temp.dice(r.id, 378, pg_temp.good('dispatch_plan') / 3)))
    end,
    case
        when r.problem in ('task by its plan', 'task of a basket', 'task of nothing') then null
        when r.problem = 'task of an order that is gone' then 900000000 + r.n
        when r.problem = 'task of a rejected order' then
            pg_temp.planted('dispatch_instruction', 'order of unknown status', r.n)
        when r.problem = 'task of a deleted order' then
            pg_temp.planted('dispatch_instruction', 'order deleted', r.n)
        else pg_temp.parent_of('dispatch_instruction', r.i, 'dispatch_task', 379)
    end,
    case
        when pg_temp.dice(r.id, 380, 14) > 0 then pg_temp.nth(
            pg_temp.skewed(r.id, 381, pg_temp.good('staff') + pg_temp.good('technicians'))
        )
    end,
    case pg_temp.dice(r.id, 382, 4) when 0 then null when 1 then 1 when 2 then 2 else 0 end,
    case
        when r.problem = 'task of a basket'
            or r.problem is null and pg_temp.dice(r.id, 383, 90) = 0 then
            pg_temp.any_of('dispatch_order', r.id, 384)
    end
from pg_temp.rows_of('dispatch_task') as r;
