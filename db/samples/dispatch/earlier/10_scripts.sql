-- Plays the scripts that came before lockstep: run in the target, after `lockstep link create`.
-- They filled about half of it, under keys of their own, with the faults they had; sample_faults
-- tells each with its number, and the reason that `lockstep entity adopt` gives, if it gives one.
-- What was odd at the source (every tenth number) they skipped.

begin;

create table migration_mappings (
    entity_type     text not null,
    legacy_id       integer not null,
    new_id          uuid not null unique,
    migrated_at     timestamptz not null default now(),
    migration_batch text,
    primary key (entity_type, legacy_id)
);

create table migration_control (
    id                 uuid primary key default gen_random_uuid(),
    script_name        text not null,
    operation_type     text not null default 'migration',
    records_successful integer not null default 0,
    status             text not null default 'completed',
    created_at         timestamptz not null default now()
);

create table sample_faults (
    fault  text not null,
    entity text not null,
    reason text,
    rows   bigint not null,
    note   text,
    primary key (fault, entity)
);

alter table migration_mappings enable row level security;
alter table migration_control enable row level security;
alter table sample_faults enable row level security;

-- Up to which number they came.
create temp table half on commit drop as
select 'dispatch_patient' as source_table, max(id) / 2 as id
from legacy.dispatch_patient where id % 10 > 0
union all
select 'dispatch_instruction', max(id) / 2 from legacy.dispatch_instruction where id % 10 > 0
union all
select 'dispatch_project', max(id) / 2 from legacy.dispatch_project where id % 10 > 0
union all
select 'dispatch_record', max(id) / 2 from legacy.dispatch_record where id % 10 > 0
union all
select 'dispatch_comment', max(id) / 2 from legacy.dispatch_comment where id % 10 > 0
union all
select 'dispatch_notification', max(id) / 2 from legacy.dispatch_notification where id % 10 > 0;

-- People and places. Names without capitals, one country for all.

insert into offices (
    name, address, apartment, city, state, zip_code, country, phone, tax_rate, square_customer_id,
    is_active, email_notifications, legacy_office_id
)
select
    lower(btrim(o.name)), lower(o.address), o.apt, lower(o.city), upper(o.state), o.zip, 'US',
    o.phone, least(o.tax_rate / case when o.tax_rate > 1 then 100 else 1 end, 0.9999),
    o.sq_customer_id, true, true, o.id
from legacy.dispatch_office as o
where o.valid and o.id % 10 > 0;

insert into sample_faults
select 'country US', 'offices', null, count(*), 'whatever it was'
from offices
where legacy_office_id is not null;

insert into profiles (
    profile_type, first_name, last_name, email, date_of_birth, gender, username, is_active,
    patient_suffix, created_at, last_login_at, legacy_user_id, legacy_patient_id
)
select
    case
        when p.id is not null then 'patient'
        when u.is_superuser then 'master'
        when u.is_staff then 'technician'
        else 'doctor'
    end::profile_type,
    btrim(u.first_name), btrim(u.last_name), lower(btrim(u.email)), p.birthdate,
    case p.sex when 1 then 'male' when 2 then 'female' else 'unknown' end::gender_type,
    u.username, u.is_active,
    case when p.id is not null then 'DEF' || lpad((p.id % 100)::text, 2, '0') end,
    now(), u.last_login, u.id, p.id
from legacy.auth_user as u
left join legacy.dispatch_patient as p on p.user_id = u.id
where u.id % 10 > 0;

insert into sample_faults
select 'suffix made up', 'profiles', null, count(*), 'DEF and two digits'
from profiles
where patient_suffix is not null;

insert into doctors (profile_id, doctor_number, status, legacy_user_id)
select f.id, 'DR-' || f.legacy_user_id, 'active', f.legacy_user_id
from profiles as f
where f.profile_type = 'doctor' and f.legacy_user_id > 0;

insert into patients (
    profile_id, patient_number, sex, date_of_birth, status, archived, suspended, enrolled_at,
    updated_at, legacy_patient_id, legacy_user_id
)
select
    f.id, 'P' || p.id, f.gender, p.birthdate, 'active', false, false, p.submitted_at, p.updated_at,
    p.id, p.user_id
from legacy.dispatch_patient as p
join profiles as f on f.legacy_user_id = p.user_id
where p.id % 10 > 0;

insert into sample_faults
select
    'doctor, office and suffix lost', 'patients', null, count(*),
    'by keys of metadata that were not the same'
from patients;

-- The pairs, without the number of the old row.
insert into doctor_offices (doctor_id, office_id, is_primary)
select distinct f.id, o.id, false
from legacy.dispatch_office_doctors as d
join profiles as f on f.legacy_user_id = d.user_id
join offices as o on o.legacy_office_id = d.office_id
where d.id % 10 > 0
    and not exists (
        select
        from legacy.dispatch_office_doctors as x
        where x.user_id = d.user_id and x.office_id = d.office_id and x.id <> d.id
    );

insert into sample_faults
select 'no old number', 'doctor_offices', null, count(*), 'told by the pair alone'
from doctor_offices;

-- Catalogue. The product's number stands in another column; categories came twice.

insert into products (name, base_price, is_active, legacy_course_id)
select p.name, case when p.free then 0 end, true, p.id
from legacy.dispatch_product as p
where p.id % 10 > 0 and not p.deleted;

insert into sample_faults
select 'old number in another column', 'products', null, count(*), 'legacy_course_id holds it'
from products
where legacy_course_id is not null;

insert into categories (name, display_order, legacy_category_id)
select c.name, run.n, c.id
from legacy.dispatch_category as c
cross join generate_series(1, 2) as run (n)
where c.id % 10 > 0;

insert into sample_faults
select 'run twice', 'categories', 'duplicate', count(*) / 2, null
from categories;

insert into templates (
    name, action_name, category_id, is_active, estimated_duration_minutes, legacy_template_id
)
select
    coalesce(t.task_name, t.text_name), t.action_name, c.id, t.status = 1, t.duration, t.id
from legacy.dispatch_template as t
left join categories as c on c.legacy_category_id = t.category_id and c.display_order = 2
where t.id % 10 > 0;

update categories set display_order = null;

-- Cases: where the doctor was not known it was the first there was, and that was everywhere.

insert into cases (
    patient_id, primary_doctor_id, case_number, status, created_at, updated_at, legacy_patient_id
)
select
    p.id, d.id, 'CASE-' || p.legacy_patient_id, 'consultation', p.enrolled_at, p.updated_at,
    p.legacy_patient_id
from patients as p
cross join (
    select id from doctors order by legacy_user_id limit 1
) as d
where p.legacy_patient_id <= (select h.id from half as h where h.source_table = 'dispatch_patient');

insert into sample_faults
select 'doctor made up', 'cases', null, count(*), 'the first of all'
from cases;

-- Orders, without the deleted ones, by a wrong table of states.

insert into orders (
    order_number, patient_id, doctor_id, course_type, status, notes, complaint, amount,
    submitted_at, created_at, updated_at, approved_at, legacy_instruction_id
)
select
    'ORD-' || i.id, p.id, d.id, 'main',
    (
        array['no_product', 'submitted', 'approved', 'cancelled', 'shipped']
    )[1 + i.status]::order_status,
    i.notes, i.complaint, i.price, i.submitted_at, i.submitted_at, i.updated_at, null, i.id
from legacy.dispatch_instruction as i
join legacy.dispatch_patient as s on s.id = i.patient_id
join patients as p on p.legacy_patient_id = s.id
join doctors as d on d.legacy_user_id = s.doctor_id
where not i.deleted and i.id % 10 > 0
    and i.id <= (select h.id from half as h where h.source_table = 'dispatch_instruction');

insert into sample_faults
select 'state wrong', 'orders', null, count(*), 'approved for on hold, shipped for approved'
from orders
where status in ('approved', 'shipped');

insert into jaws (order_id, jaw_type, labial, bond_teeth, extract_teeth, legacy_jaw_id)
select o.id, 'upper', j.labial, coalesce(j.bond_teeth, '0000000000000000'), j.extract_teeth, j.id
from legacy.dispatch_jaw as j
join legacy.dispatch_instruction as i on i.upper_jaw_id = j.id
join orders as o on o.legacy_instruction_id = i.id;

-- Projects of four types, and of nobody by the system.

insert into projects (
    creator_id, name, project_type, status, file_uid, file_size_bytes, is_public, created_at,
    legacy_project_id
)
select
    coalesce(f.id, s.id), p.name,
    case p.type
        when 0 then 'stl_upper' when 3 then 'treatment_plan' when 10 then 'simulation'
        when 11 then 'aligner_design'
    end::project_type,
    'draft', p.uid, p.size, p.public, p.created_at, p.id
from legacy.dispatch_project as p
left join profiles as f on f.legacy_user_id = p.creator_id
cross join (
    select id from profiles where legacy_user_id = -1
) as s
where p.id % 10 > 0 and p.type in (0, 3, 10, 11)
    and p.id <= (select h.id from half as h where h.source_table = 'dispatch_project');

insert into treatment_plans (
    project_id, order_id, plan_number, plan_name, plan_notes, is_original, treatment_type,
    revision_count, legacy_plan_id, legacy_instruction_id
)
select
    p.id, o.id, n.number, left(n.name, 100), n.notes, n.original,
    case when n.original then 'initial_treatment' else 'revision' end,
    greatest(0, n.number - 1), n.id, n.instruction_id
from legacy.dispatch_plan as n
join projects as p on p.legacy_project_id = n.project_id
join orders as o on o.legacy_instruction_id = n.instruction_id
where n.id % 10 > 0;

insert into tasks (
    order_id, template_id, template_name, description, jaw_specification, status, checked,
    completed_at, legacy_task_id
)
select
    o.id, m.id, coalesce(m.name, t.text), t.text, t.jaw,
    case when t.checked then 'completed' else 'pending' end::task_status,
    t.checked, t.done_at, t.id
from legacy.dispatch_task as t
join orders as o on o.legacy_instruction_id = t.instruction_id
left join templates as m on m.legacy_template_id = t.template_id
where t.id % 10 > 0;

insert into files (
    file_uid, order_id, filename, file_type, file_size_bytes, uploaded_at, created_at,
    legacy_file_id
)
select
    f.uid, o.id, coalesce(f.name, 'file_' || f.id), f.ext, f.size, f.created_at, f.created_at, f.id
from legacy.dispatch_file as f
join orders as o on o.legacy_instruction_id = f.instruction_id
where f.id % 10 > 0;

insert into order_files (
    order_id, file_id, category, file_type, uploaded_at, legacy_file_id, legacy_instruction_id
)
select f.order_id, f.id, 'other', s.type, s.created_at, s.id, s.instruction_id
from legacy.dispatch_file as s
join files as f on f.legacy_file_id = s.id;

-- Words. Patients are addressed by the id of their profile, which no foreign key could refuse,
-- users not at all; every seventh message came again with a second run, comments of cases all did.

insert into messages (
    message_type, content, sender_id, recipient_type, recipient_id, created_at, legacy_record_id
)
select
    'general', coalesce(r.text, '[No content]'), f.id,
    case when p.id is not null then 'patient' else 'system' end, p.profile_id, r.created_at, r.id
from legacy.dispatch_record as r
join legacy.django_content_type as c on c.id = r.target_type_id
left join profiles as f on f.legacy_user_id = r.author_id
left join patients as p on c.model = 'patient' and p.legacy_patient_id = r.target_id
cross join generate_series(1, 2) as run (n)
where (c.app_label, c.model) in (('dispatch', 'patient'), ('auth', 'user'))
    and r.id % 10 > 0
    and r.id <= (select h.id from half as h where h.source_table = 'dispatch_record')
    and (run.n = 1 or r.id % 7 = 0);

insert into sample_faults
select
    'run twice', 'messages', 'duplicate', count(*) - count(distinct legacy_record_id),
    'every seventh'
from messages
union all
select 'profile for patient', 'messages', null, count(*), 'ids of another table'
from messages
where recipient_id is not null;

-- These came as they should have: nothing is left to do for them.
insert into comments (
    content, comment_type, author_id, created_at, updated_at, legacy_id, legacy_table
)
select c.text, 'treatment_discussion', f.id, c.created_at, c.created_at, c.id, 'dispatch_comment'
from legacy.dispatch_comment as c
left join profiles as f on f.legacy_user_id = c.author_id
where c.id % 10 > 0
    and c.id <= (select h.id from half as h where h.source_table = 'dispatch_comment');

insert into languages (code, name, legacy_language_id)
select l.code, l.name, l.id
from legacy.dispatch_language as l;
insert into teams (name, legacy_group_id)
select g.name, g.id
from legacy.auth_group as g;
insert into shop_orders (status_code, comment, created_at, metadata, profile_id, legacy_order_id)
select
    o.status, o.comment, o.created_at,
    jsonb_strip_nulls(jsonb_build_object(
        'legacy_course_id', o.course_id, 'legacy_user_id', o.user_id,
        'legacy_office_id', o.office_id
    )),
    f.id, o.id
from legacy.dispatch_order as o
left join profiles as f on f.legacy_user_id = o.user_id
where o.course_id is null and o.office_id is null;

insert into case_messages (
    case_id, sender_id, message_type, content, is_urgent, sent_at, legacy_message_id
)
select
    k.id, f.id,
    case
        when c.text ~* 'approve|looks good' then 'doctor_response'
        when c.text ~* 'question|please|[?]' then 'patient_question'
        when c.text ~* 'treatment|plan' then 'treatment_update'
        else 'clinical_note'
    end::case_message_type,
    c.text, false, c.created_at, c.id
from legacy.dispatch_comment as c
join treatment_plans as t on t.legacy_plan_id = c.plan_id
join orders as o on o.id = t.order_id
join cases as k on k.patient_id = o.patient_id
left join profiles as f on f.legacy_user_id = c.author_id
cross join generate_series(1, 2)
where c.id % 10 > 0;

insert into sample_faults
select 'run twice', 'case_messages', 'duplicate', count(*) / 2, null
from case_messages;

insert into system_messages (
    message_type, message_code, source_system, processed, created_at, legacy_record_id
)
select 'info', n.template_name, 'legacy', true, n.created_at, n.id
from legacy.dispatch_notification as n
where n.send and n.sent and n.id % 10 > 0
    and n.id <= (select h.id from half as h where h.source_table = 'dispatch_notification');

-- Feedback was guessed from words: rows that no entity stands for, and that stay.
insert into customer_feedback (subject, description, legacy_record_id)
select 'Feedback', c.content, c.legacy_id
from comments as c
cross join generate_series(1, 2)
where c.content ~* 'good' and c.legacy_table = 'dispatch_comment';

-- Money: what was paid instead of the total; every operation in the first case, refunds twice.

insert into payments (order_id, amount, status, created_at, legacy_payment_id)
select
    o.id, coalesce(p.paid_price, 0),
    case
        when p.canceled then 'cancelled' when p.paid then 'completed' else 'pending'
    end::payment_state,
    p.made_at, p.id
from legacy.dispatch_payment as p
join orders as o on o.legacy_instruction_id = p.instruction_id
where p.id % 10 > 0;

insert into operations (
    case_id, payment_id, operation_type, amount, performed_at, legacy_operation_id
)
select
    k.id, p.id, case o.type when 1 then 'payment' else 'refund' end, o.price, o.made_at, o.id
from legacy.dispatch_operation as o
join payments as p on p.legacy_payment_id = o.payment_id
cross join (
    select id from cases order by legacy_patient_id limit 1
) as k
cross join generate_series(1, 2) as run (n)
where o.id % 10 > 0 and (run.n = 1 or o.id % 5 = 0);

insert into sample_faults
select
    'run twice', 'operations', 'duplicate', count(*) - count(distinct legacy_operation_id),
    'every fifth'
from operations;

insert into sample_faults
select 'case made up', 'operations', null, count(*), 'the first of all'
from operations;

-- Rows whose source is gone.

insert into offices (name, legacy_office_id) values
    ('closed 1', 800000001), ('closed 2', 800000002);
insert into templates (name, legacy_template_id) values
    ('nobody''s 1', 800000001), ('nobody''s 2', 800000002), ('nobody''s 3', 800000003);

insert into sample_faults values
    ('source gone', 'offices', 'gone', 2, null),
    ('source gone', 'templates', 'gone', 3, null),
    ('system profile', 'profiles', 'gone', 1, 'a number that no user has: -1');

-- What they wrote down of it. A uuid may stand there once: patients whose profile was noted as the
-- patient were not noted as profile.

insert into migration_mappings (entity_type, legacy_id, new_id, migration_batch)
select m.entity_type, m.legacy_id, m.new_id, 'batch-1'
from (
    select 'office', legacy_office_id, id from offices
    union all
    select 'patient', p.legacy_patient_id, p.profile_id
    from patients as p
    where p.legacy_patient_id in (1, 2)
    union all
    select 'profile', f.legacy_user_id, f.id
    from profiles as f
    where coalesce(f.legacy_patient_id, 0) not in (1, 2) and f.legacy_user_id > 0
    union all
    select 'doctor', legacy_user_id, id from doctors
    union all
    select 'patient', legacy_patient_id, id from patients where legacy_patient_id > 2
    union all
    select 'product', legacy_course_id, id from products
    union all
    select 'case', legacy_patient_id, id from cases
    union all
    select 'order', legacy_instruction_id, id from orders
    union all
    select 'project', legacy_project_id, id from projects
) as m (entity_type, legacy_id, new_id)
where m.legacy_id is not null;

insert into sample_faults values
    ('profile noted as patient', 'patients', 'stale', 2, 'the row itself says it better');

-- Losers of a "repair": they have no old number any more, the mapping still knows it.

update offices
set legacy_office_id = null
where legacy_office_id in (
    select legacy_office_id
    from offices
    where legacy_office_id < 800000000
    order by legacy_office_id
    limit 2
);
update profiles
set legacy_user_id = null
where legacy_user_id in (
    select legacy_user_id
    from doctors
    order by legacy_user_id
    limit 2
);
insert into sample_faults values
    ('old number set to NULL', 'offices', null, 2, 'the mapping knows it'),
    ('old number set to NULL', 'profiles', null, 2, 'the mapping knows it');

-- Mappings of rows that never came: their keys are kept.

insert into migration_mappings (entity_type, legacy_id, new_id, migration_batch)
select 'office', o.id, gen_random_uuid(), 'batch-2'
from legacy.dispatch_office as o
where not o.valid and o.id % 10 > 0
order by o.id
limit 2;
insert into migration_mappings (entity_type, legacy_id, new_id, migration_batch)
select 'order', i.id, gen_random_uuid(), 'batch-2'
from legacy.dispatch_instruction as i
where i.id % 10 > 0
    and i.id > (select h.id from half as h where h.source_table = 'dispatch_instruction')
order by i.id
limit 3;

insert into sample_faults values
    ('mapping of nothing', 'offices', 'nothing', 2, 'the key is kept, the row will be written'),
    ('mapping of nothing', 'orders', 'nothing', 3, 'the key is kept, the row will be written');

insert into migration_control (script_name, records_successful)
select 'migrate-' || m.entity_type, count(*)
from migration_mappings as m
group by m.entity_type;

commit;

analyze;
