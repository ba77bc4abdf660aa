-- What was planted, for whoever wants to know whether it was all dealt with.

create table sample.planted (
    problem      text not null,
    source_table text not null,
    entity       text not null,
    outcome      text not null check (outcome in ('rejected', 'excluded', 'kept')),
    rows         bigint not null,
    cause        text,
    note         text,
    primary key (problem, entity),
    check ((outcome = 'rejected') = (cause is not null))
);
comment on table sample.planted is
    'Problems of the rows here, and what must become of them: the cause is what lockstep rejects '
    'says.';

insert into sample.planted (problem, source_table, entity, outcome, rows, cause, note)
select p.problem, p.source_table, e.entity, 'rejected', b.rows, e.cause, p.note
from pg_temp.problem as p
join pg_temp.effect as e on e.problem = p.problem
join (
    select source_table, problem, count(*) as rows
    from pg_temp.bad
    group by 1, 2
) as b on b.source_table = p.source_table and b.problem = p.problem
where p.entity is not null;

insert into sample.planted (problem, source_table, entity, outcome, rows, note)
select
    p.problem, p.source_table, p.entity, 'kept',
    greatest(p.least, pg_temp.scaled(p.real_rows)), p.note
from pg_temp.problem as p
where p.entity is not null
    and not exists (
        select
        from pg_temp.effect as e
        where e.problem = p.problem and e.entity = p.entity
    )
    and p.problem <> 'comment without text';

-- What the mapping leaves out, by its own words: a view, as it changes with the rows.
create view sample.left_out (why, source_table, entity, rows) as
select 'no doctor', 'auth_user', 'doctors', count(*)
from auth_user as u
where not exists (select from auth_user_groups as g where g.user_id = u.id and g.group_id = 2)
    and not exists (select from dispatch_doctorsetting as d where d.user_id = u.id)
    and not exists (select from dispatch_patient as p where p.doctor_id = u.id)
    and not exists (select from dispatch_office_doctors as o where o.user_id = u.id)
union all
select 'no technician', 'auth_user', 'technicians', count(*)
from auth_user as u
where not exists (select from auth_user_groups as g where g.user_id = u.id and g.group_id = 11)
union all
select 'no role of technicians', 'dispatch_role', 'technician_roles', count(*)
from dispatch_role
where group_id is distinct from 11
union all
select 'no doctor or no office', 'dispatch_patient', 'patients_doctors_offices', count(*)
from dispatch_patient
where doctor_id is null or office_id is null
union all
select 'no state of a case', 'dispatch_state', 'case_states', count(*)
from dispatch_state
where status not in (11, 12)
union all
select 'no order', 'dispatch_file', e.entity, count(*)
from dispatch_file
cross join (values ('order_files'), ('case_files')) as e (entity)
where instruction_id is null
group by e.entity
union all
select 'no record', 'dispatch_file', 'message_attachments', count(*)
from dispatch_file
where record_id is null
union all
select
    case when m.is_message then 'a message' else 'internal' end,
    'dispatch_record',
    case when m.is_message then 'team_communications' else 'messages' end,
    count(*)
from dispatch_record as r
left join django_content_type as c on c.id = r.target_type_id
cross join lateral (
    select coalesce(
        (c.app_label, c.model) in (('dispatch', 'patient'), ('auth', 'user')), false
    )
) as m (is_message)
group by m.is_message
union all
select 'no text', 'dispatch_comment', e.entity, count(*)
from dispatch_comment as c
cross join (values ('comments'), ('treatment_discussions'), ('case_messages')) as e (entity)
where c.text !~ '\S'
group by e.entity
union all
select 'not sent', 'dispatch_notification', 'system_messages', count(*)
from dispatch_notification
where not (sent and send);
comment on view sample.left_out is 'Rows that the filter of an entity leaves out, counted now.';

insert into sample.planted (problem, source_table, entity, outcome, rows)
select 'left out: ' || l.why, l.source_table, l.entity, 'excluded', l.rows
from sample.left_out as l;

create table sample.generated as
select
    coalesce(nullif(current_setting('sample.scale', true), ''), '0.02')::numeric as scale,
    coalesce(nullif(current_setting('sample.seed', true), ''), '1')::integer as seed;
comment on table sample.generated is 'With what the rows here were made.';
