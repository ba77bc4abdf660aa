-- A day at the lab: at scale 1 some 500 rows, and some thousand notifications. With target.sql,
-- sample.changed says what a comparison finds after both. Only ordinary rows change, none of which
-- was refused: planted ones stand at every tenth number.

begin;

create table if not exists sample.changed (
    entity text,
    state  text check (state in ('insert', 'update', 'conflict', 'drift', 'missing', 'delete')),
    rows   bigint not null,
    primary key (entity, state)
);
truncate sample.changed;
comment on table sample.changed is
    'What a comparison finds after changes/source.sql and target.sql, beside rows that were '
    'refused before: those are inserts, too.';

create function pg_temp.many(real_rows integer)
    returns integer
    language sql
    stable
as $body$
    select greatest(2, round(real_rows * g.scale))::integer from sample.generated as g;
$body$;

-- Which rows change, chosen before any does. Rows 1 and 2 are left to target.sql.

create temp table change (what text, id integer, primary key (what, id)) on commit drop;

create procedure pg_temp.choose(what text, from_table text, filter text, real_rows integer)
    language plpgsql
as $body$
begin
    execute format(
        'insert into change select %L, t.id from %I as t '
        'where t.id %% 10 > 0 and t.id > 2 and %s limit %s',
        what, from_table, filter, pg_temp.many(real_rows)
    );
end;
$body$;

call pg_temp.choose('archived', 'dispatch_patient', 'not t.suspended order by t.id desc', 20);
call pg_temp.choose(
    'married', 'auth_user',
    $$exists (select from dispatch_patient as p where p.user_id = t.id and p.id % 10 > 0)
        and not exists (
            select
            from dispatch_patient as p
            join change as c on c.what = 'archived' and c.id = p.id
            where p.user_id = t.id
        )
    order by t.id$$, 6
);
call pg_temp.choose('approved', 'dispatch_instruction', 't.status = 1 order by t.id desc', 60);
call pg_temp.choose(
    'given up', 'dispatch_instruction', 't.status = 4 and not t.deleted order by t.id desc', 4
);
call pg_temp.choose(
    'moved', 'dispatch_patient',
    $$t.office_id is not null
        and not exists (select from change as c where c.what = 'archived' and c.id = t.id)
        and not exists (
            select
            from dispatch_instruction as i
            where i.patient_id = t.id and (
                i.id <= 2 or i.id % 10 = 0
                or exists (
                    select
                    from change as c
                    where c.what in ('approved', 'given up') and c.id = i.id
                )
            )
        )
    order by t.id$$, 3
);
call pg_temp.choose('done', 'dispatch_task', 't.done_at is null order by t.id desc', 120);
call pg_temp.choose('undone', 'dispatch_task', 't.done_at is not null order by t.id desc', 30);
call pg_temp.choose('new phone', 'dispatch_office', 'true order by t.id desc', 5);
call pg_temp.choose(
    'described', 'dispatch_file',
    't.instruction_id is null and t.record_id is null order by t.id desc', 20
);
call pg_temp.choose(
    'erased', 'dispatch_file',
    $$t.instruction_id is null and t.record_id is null
        and not exists (select from dispatch_task as k where k.file_id = t.id)
        and not exists (select from dispatch_record_attachments as a where a.file_id = t.id)
        and not exists (select from change as c where c.what = 'described' and c.id = t.id)
    order by t.id$$, 10
);
call pg_temp.choose('paid', 'dispatch_payment', 'true order by t.id desc', 8);
call pg_temp.choose('renamed', 'dispatch_project', 'true order by t.id desc', 10);
call pg_temp.choose(
    'corrected', 'dispatch_record',
    $$exists (
        select
        from django_content_type as y
        where y.id = t.target_type_id and y.app_label = 'dispatch' and y.model = 'patient'
    )
    order by t.id desc$$, 6
);
call pg_temp.choose('reworded', 'dispatch_comment', $$t.text ~ '\S' order by t.id desc$$, 6);
call pg_temp.choose(
    'withdrawn', 'dispatch_comment',
    $$t.text ~ '\S'
        and not exists (select from change as c where c.what = 'reworded' and c.id = t.id)
    order by t.id$$, 4
);
call pg_temp.choose('read', 'dispatch_notification', 't.send and t.sent order by t.id desc', 300);
call pg_temp.choose(
    'forgotten', 'dispatch_notification',
    $$t.send and t.sent
        and not exists (select from change as c where c.what = 'read' and c.id = t.id)
    order by t.id$$, 200
);
call pg_temp.choose('credited', 'dispatch_doctorsetting', 'true order by t.id desc', 3);
call pg_temp.choose('counted', 'dispatch_ware', 'true order by t.id desc', 20);
call pg_temp.choose('cancelled', 'dispatch_operation', 'true order by t.id desc', 3);
call pg_temp.choose('retracted', 'dispatch_role_permissions', 'true order by t.id desc', 2);

-- Changes of what is there

update dispatch_patient as t
set archived = not t.archived, updated_at = now()
from change as c
where c.what = 'archived' and c.id = t.id;

update dispatch_patient as t
set office_id = case t.office_id when 1 then 2 else 1 end, updated_at = now()
from change as c
where c.what = 'moved' and c.id = t.id;

update auth_user as t
set last_name = left('Nuñez-' || t.last_name, 30)
from change as c
where c.what = 'married' and c.id = t.id;

update dispatch_instruction as t
set status = 4, updated_at = now()
from change as c
where c.what = 'approved' and c.id = t.id;

update dispatch_instruction as t
set deleted = true, updated_at = now()
from change as c
where c.what = 'given up' and c.id = t.id;

-- target.sql writes into these two as well.
update dispatch_instruction
set price = coalesce(price, 0) + 1, updated_at = now()
where id in (1, 2);

update dispatch_task as t
set checked = true, done_at = now()
from change as c
where c.what = 'done' and c.id = t.id;

update dispatch_office as t
set phone = '+44 20 7946 00' || t.id % 10
from change as c
where c.what = 'new phone' and c.id = t.id;

update dispatch_file as t
set description = 'scanned "twice"'
from change as c
where c.what = 'described' and c.id = t.id;

update dispatch_payment as t
set paid_price = coalesce(t.paid_price, 0) + 0.01
from change as c
where c.what = 'paid' and c.id = t.id;

update dispatch_project as t
set name = left('neu ' || t.name, 250)
from change as c
where c.what = 'renamed' and c.id = t.id;

update dispatch_record as t
set text = coalesce(t.text, '') || ' (korrigiert)'
from change as c
where c.what = 'corrected' and c.id = t.id;

update dispatch_comment as t
set text = t.text || ' — edit'
from change as c
where c.what = 'reworded' and c.id = t.id;

update dispatch_notification as t
set read = not t.read
from change as c
where c.what = 'read' and c.id = t.id;

update dispatch_doctorsetting as t
set credit = t.credit + 10.01
from change as c
where c.what = 'credited' and c.id = t.id;

update dispatch_ware as t
set quantity = t.quantity + 1
from change as c
where c.what = 'counted' and c.id = t.id;

update dispatch_template set duration = coalesce(duration, 0) + 5 where id in (1, 2);
update dispatch_product set description = 'Sold since 2018' where id in (1, 2);

delete from dispatch_task as t
using change as c
where c.what = 'undone' and c.id = t.id;
delete from dispatch_file as t
using change as c
where c.what = 'erased' and c.id = t.id;
delete from dispatch_comment as t
using change as c
where c.what = 'withdrawn' and c.id = t.id;
delete from dispatch_notification as t
using change as c
where c.what = 'forgotten' and c.id = t.id;
delete from dispatch_operation as t
using change as c
where c.what = 'cancelled' and c.id = t.id;
delete from dispatch_role_permissions as t
using change as c
where c.what = 'retracted' and c.id = t.id;

-- What the day has brought: patients with all that belongs to one.

create temp table arrival on commit drop as
select
    g.n,
    nextval('auth_user_id_seq')::integer as user_id,
    nextval('dispatch_patient_id_seq')::integer as patient_id,
    nextval('dispatch_jaw_id_seq')::integer as upper_id,
    nextval('dispatch_jaw_id_seq')::integer as lower_id,
    nextval('dispatch_instruction_id_seq')::integer as instruction_id,
    nextval('dispatch_project_id_seq')::integer as project_id,
    nextval('dispatch_plan_id_seq')::integer as plan_id,
    nextval('dispatch_record_id_seq')::integer as record_id,
    nextval('dispatch_payment_id_seq')::integer as payment_id,
    d.user_id as doctor_id
from generate_series(1, pg_temp.many(15)) as g (n)
cross join (
    select m.user_id
    from auth_user_groups as m
    where m.group_id = 2
    order by m.id
    limit 1
) as d;

insert into auth_user (
    id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active,
    date_joined
)
select
    a.user_id, '!', false, 'puser' || a.user_id, 'Γιώργος', 'Ní Bhriain ' || a.n,
    'user' || a.user_id || '@mail.example', false, true, now()
from arrival as a;

insert into auth_user_groups (user_id, group_id)
select a.user_id, 1
from arrival as a;

insert into dispatch_patient (
    id, user_id, doctor_id, office_id, birthdate, sex, status, submitted_at, updated_at, suffix,
    schemes
)
select
    a.patient_id, a.user_id, a.doctor_id, 3, '1999-12-31', 2, 1, now(), now(),
    '9' || lpad(a.n::text, 2, '0') || 'Z', '{"new": true}'
from arrival as a;

insert into dispatch_jaw (id, bond_teeth, product_id)
select j.id, '1111111111111111', 1
from arrival as a
cross join lateral (values (a.upper_id), (a.lower_id)) as j (id);

insert into dispatch_instruction (
    id, patient_id, course_id, status, price, submitted_at, updated_at, upper_jaw_id, lower_jaw_id
)
select a.instruction_id, a.patient_id, 1, 1, 1234.56, now(), now(), a.upper_id, a.lower_id
from arrival as a;

insert into dispatch_state (status, "on", changed_at, actor_id, instruction_id)
select 11, true, now(), 1, a.instruction_id
from arrival as a;

insert into dispatch_project (id, uid, created_at, name, size, type, status, creator_id)
select a.project_id, md5('arrival' || a.project_id)::uuid, now(), 'setup', 1, 3, 0, 1
from arrival as a;

insert into dispatch_plan (id, instruction_id, project_id, number, name, original)
select a.plan_id, a.instruction_id, a.project_id, 1, 'Plan A', true
from arrival as a;

insert into dispatch_comment (created_at, text, author_id, plan_id)
select now(), 'Για σένα', 1, a.plan_id
from arrival as a;

insert into dispatch_record (
    id, target_id, target_type_id, type, created_at, text, author_id, public
)
select a.record_id, a.patient_id, c.id, 5, now(), 'Welcome!', 1, true
from arrival as a
join django_content_type as c on c.app_label = 'dispatch' and c.model = 'patient';

-- Three files each, one of them attached to the message.
insert into dispatch_file (
    uid, name, ext, size, type, instruction_id, created_at, record_id, status
)
select
    md5('arrival' || a.instruction_id || '-' || f.n)::uuid, 'scan', '.stl', 1, 6, a.instruction_id,
    now(), case f.n when 1 then a.record_id end, 0
from arrival as a
cross join generate_series(1, 3) as f (n);

insert into dispatch_task (checked, template_id, plan_id, instruction_id)
select false, 1, a.plan_id, a.instruction_id
from arrival as a
cross join generate_series(1, 2);

insert into dispatch_payment (
    id, made_at, paid, instruction_id, doctor_id, subtotal_price, total_price
)
select a.payment_id, now(), true, a.instruction_id, a.doctor_id, 1234.56, 1234.57
from arrival as a;

insert into dispatch_operation (type, made_at, price, payment_id)
select 1, now(), 1234.57, a.payment_id
from arrival as a;

-- Of five notifications two are sent.
insert into dispatch_notification (
    created_at, template_name, template_context, item_id, item_type_id, recipient_id, sent, send
)
select now(), 'order_submitted', '{"new": true}', 1, c.id, 1, g.n % 5 < 2, true
from generate_series(1, 5 * pg_temp.many(500)) as g (n)
join django_content_type as c on c.app_label = 'dispatch' and c.model = 'instruction';

insert into dispatch_action (action, date, user_id)
select 'view', now(), 1
from generate_series(1, pg_temp.many(1500));

-- What that comes to

insert into sample.changed (entity, state, rows)
select e.entity, 'insert', e.factor * (select count(*) from arrival)
from (
    values
        ('profiles', 1), ('team_members', 1), ('patients', 1), ('patients_doctors_offices', 1),
        ('cases', 1), ('jaws', 2), ('orders', 1), ('order_cases', 1), ('order_states', 1),
        ('case_states', 1), ('projects', 1), ('treatment_plans', 1), ('comments', 1),
        ('treatment_discussions', 1), ('case_messages', 1), ('messages', 1), ('files', 3),
        ('order_files', 3), ('case_files', 3), ('message_attachments', 1), ('tasks', 2),
        ('payments', 1), ('operations', 1)
) as e (entity, factor)
union all
values
    ('system_messages', 'insert', 2 * pg_temp.many(500)),
    ('user_actions', 'insert', pg_temp.many(1500)),
    ('templates', 'update', 2),
    ('products', 'update', 2),
    ('orders', 'conflict', 2),
    ('profiles', 'drift', 2),
    ('offices', 'drift', 2),
    ('tasks', 'missing', 2),
    ('brackets', 'missing', 2);

insert into sample.changed (entity, state, rows)
select e.entity, e.state, count(*)
from (
    values
        ('archived', 'profiles', 'update'), ('archived', 'patients', 'update'),
        ('archived', 'cases', 'update'), ('married', 'profiles', 'update'),
        ('moved', 'patients', 'update'), ('moved', 'cases', 'update'),
        ('moved', 'patients_doctors_offices', 'update'), ('approved', 'orders', 'update'),
        ('given up', 'orders', 'update'), ('orders moved', 'orders', 'update'),
        ('done', 'tasks', 'update'), ('undone', 'tasks', 'delete'),
        ('new phone', 'offices', 'update'), ('described', 'files', 'update'),
        ('erased', 'files', 'delete'), ('paid', 'payments', 'update'),
        ('renamed', 'projects', 'update'), ('corrected', 'messages', 'update'),
        ('reworded', 'comments', 'update'), ('reworded', 'case_messages', 'update'),
        ('withdrawn', 'comments', 'delete'), ('withdrawn', 'treatment_discussions', 'delete'),
        ('withdrawn', 'case_messages', 'delete'), ('read', 'system_messages', 'update'),
        ('forgotten', 'system_messages', 'delete'), ('credited', 'doctors', 'update'),
        ('counted', 'ware', 'update'), ('cancelled', 'operations', 'delete'),
        ('retracted', 'role_permissions', 'delete')
) as e (what, entity, state)
join (
    select c.what, c.id
    from change as c
    union all
    select 'orders moved', i.id
    from change as c
    join dispatch_instruction as i on i.patient_id = c.id
    where c.what = 'moved'
) as c on c.what = e.what
group by e.entity, e.state;

commit;
