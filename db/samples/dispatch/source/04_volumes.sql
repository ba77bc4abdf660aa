-- How many rows each table has, at scale 1, and where in it the planted ones stand.

insert into pg_temp.volume (source_table, real_rows, least) values
    ('auth_user', 9886, 0),
    ('dispatch_office', 898, 20),
    ('dispatch_office_doctors', 480, 20),
    ('dispatch_doctorsetting', 820, 8),
    ('dispatch_doctorsetting_masters', 640, 6),
    ('dispatch_doctorsetting_sales', 510, 6),
    ('dispatch_usersetting', 1181, 10),
    ('dispatch_patient', 8527, 20),
    ('dispatch_client', 60, 10),
    ('dispatch_client3d', 40, 8),
    ('dispatch_master', 12, 6),
    ('dispatch_product', 24, 24),
    ('dispatch_category', 44, 38),
    ('dispatch_role', 48, 48),
    ('dispatch_role_permissions', 1346, 300),
    ('dispatch_product_roles', 61, 61),
    ('dispatch_template', 169, 169),
    ('dispatch_template_edit_roles', 659, 200),
    ('dispatch_template_view_roles', 1111, 200),
    ('dispatch_template_view_groups', 199, 100),
    ('dispatch_template_products', 183, 100),
    ('dispatch_template_predecessors', 191, 100),
    ('dispatch_ware', 16552, 20),
    ('dispatch_instruction', 25259, 60),
    ('dispatch_jaw', 43458, 60),
    ('dispatch_order', 4100, 20),
    ('dispatch_state', 5547, 20),
    ('dispatch_project', 72155, 60),
    ('dispatch_plan', 209241, 120),
    ('dispatch_bracket', 1720, 10),
    ('dispatch_reading', 9400, 10),
    ('dispatch_task', 969000, 200),
    ('dispatch_file', 327771, 120),
    ('dispatch_record', 70742, 60),
    ('dispatch_record_attachments', 14, 6),
    ('dispatch_record_roles', 420, 8),
    ('dispatch_comment', 16312, 40),
    ('dispatch_note', 963, 10),
    ('dispatch_notification', 5700000, 300),
    ('dispatch_action', 3130000, 200),
    ('dispatch_event', 5200, 10),
    ('dispatch_link', 1300, 10),
    ('dispatch_offer', 788, 16),
    ('dispatch_discount', 151, 8),
    ('dispatch_purchase', 3701, 16),
    ('dispatch_payment', 17297, 40),
    ('dispatch_operation', 3720, 20);

-- Ordinary rows: all but the planted ones.
update pg_temp.volume as v
set good = greatest(
    v.least,
    pg_temp.scaled(v.real_rows) - coalesce((
        select sum(greatest(p.least, pg_temp.scaled(p.real_rows)))
        from pg_temp.problem as p
        where p.source_table = v.source_table
    ), 0)
);

-- Every jaw but the planted ones belongs to an order, which has one or two.
update pg_temp.volume as v
set good = least(2 * o.good, greatest(o.good, v.good))
from pg_temp.volume as o
where v.source_table = 'dispatch_jaw' and o.source_table = 'dispatch_instruction';

-- Users: those who run the lab, technicians, doctors, and one for each patient.
insert into pg_temp.volume (source_table, good)
select 'staff', greatest(10, pg_temp.scaled(94))
union all
select 'technicians', greatest(6, pg_temp.scaled(85))
union all
select 'doctors', greatest(10, pg_temp.scaled(9886) - sum(n.rows)::integer)
from (
    select greatest(p.least, pg_temp.scaled(p.real_rows)) as rows
    from pg_temp.problem as p
    where p.source_table = 'auth_user'
    union all
    select v.good
    from pg_temp.volume as v
    where v.source_table = 'dispatch_patient'
    union all
    select pg_temp.scaled(94 + 85)
) as n;

update pg_temp.volume as v
set good = (
    select sum(u.good)
    from pg_temp.volume as u
    where u.source_table in ('staff', 'technicians', 'doctors', 'dispatch_patient')
)
where v.source_table = 'auth_user';

-- Planted rows stand at every tenth number, spread over the whole table if there is room.
insert into pg_temp.bad (source_table, problem, nth, id)
select
    r.source_table, r.problem, r.n,
    10 * (r.place * greatest(v.good / 9, r.all_rows) / r.all_rows)
from (
    select
        p.source_table, p.problem, g.n,
        row_number() over (
            partition by p.source_table order by hashtext(p.problem || g.n), p.problem, g.n
        ) as place,
        count(*) over (partition by p.source_table) as all_rows
    from pg_temp.problem as p
    cross join generate_series(1, greatest(p.least, pg_temp.scaled(p.real_rows))) as g (n)
) as r
join pg_temp.volume as v on v.source_table = r.source_table;

-- People, in the order in which they came.
create table pg_temp.person as
select
    u.i,
    pg_temp.nth(u.i) as user_id,
    u.kind,
    row_number() over (partition by u.kind order by u.i)::integer as k
from (
    select
        g.i,
        case
            when g.i <= pg_temp.good('staff') then 'staff'
            when g.i <= pg_temp.good('staff') + pg_temp.good('technicians') then 'technician'
            when (g.i - s.i)::bigint * pg_temp.good('doctors') / s.others
                > (g.i - s.i - 1)::bigint * pg_temp.good('doctors') / s.others then 'doctor'
            else 'patient'
        end as kind
    from generate_series(1, pg_temp.good('auth_user')) as g (i)
    cross join (
        select
            pg_temp.good('staff') + pg_temp.good('technicians') as i,
            pg_temp.good('doctors') + pg_temp.good('dispatch_patient') as others
    ) as s
) as u;

create index on pg_temp.person (kind, k);
create index on pg_temp.person (user_id);
analyze pg_temp.person;
analyze pg_temp.bad;
