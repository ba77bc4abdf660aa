-- What is wrong with the rows, how often, and what must become of them.

insert into pg_temp.problem (source_table, problem, real_rows, entity, note) values
    ('auth_user', 'email shared', 58, 'profiles', 'several people, one address: they stay several'),
    ('auth_user', 'test account', 215, 'profiles', 'addresses of the internal domain'),
    ('auth_user', 'email blank', 40, 'profiles', 'no email'),
    ('auth_user', 'email broken', 40, 'profiles', 'no email; the original in metadata'),
    ('auth_user', 'name odd', 60, 'profiles', 'scripts, quotes, blanks, emoji: to the letter'),
    ('auth_user', 'name blank', 8, 'profiles', null),
    ('auth_user', 'time odd', 12, 'profiles', 'microseconds, before 1970, when clocks change'),
    ('auth_user', 'doctor by setting only', 4, 'doctors', 'in no group'),
    ('auth_user', 'doctor by office only', 4, 'doctors', 'in no group'),
    ('auth_user', 'doctor by patient only', 3, 'doctors', 'in no group'),
    ('auth_user_groups', 'member who is gone', 3, 'team_members', null),

    ('dispatch_office', 'tax rate as fraction', 20, 'offices', '0.0825 stays what it is'),
    ('dispatch_office', 'tax rate out of range', 3, 'offices', null),
    ('dispatch_office', 'office without name', 4, 'offices', 'becomes Office N'),
    ('dispatch_office', 'office twice', 12, 'offices', 'same name and address: both stay'),
    ('dispatch_office_doctors', 'doctor and office twice', 4, 'doctor_offices', null),
    ('dispatch_office_doctors', 'office of a doctor who is gone', 3, 'doctor_offices', null),
    ('dispatch_office_doctors', 'doctor of an office that is gone', 2, 'doctor_offices', null),

    ('dispatch_patient', 'patient without suffix', 6, 'profiles', null),
    ('dispatch_patient', 'patient without user', 4, 'patients', null),
    ('dispatch_patient', 'patient without doctor', 9, 'patients', 'primary_doctor_id NULL'),
    ('dispatch_patient', 'patient of a doctor who is gone', 3, 'patients', 'the same'),
    ('dispatch_patient', 'patient without office', 400, 'patients', 'assigned_office_id NULL'),
    ('dispatch_patient', 'patient of an office that is gone', 2, 'patients', 'the same'),
    ('dispatch_patient', 'patient of unknown status', 5, 'patients', 'status NULL'),
    ('dispatch_patient', 'patient of unknown sex', 12, 'profiles', 'gender unknown'),
    ('dispatch_patient', 'patient of a patient', 4, 'patients', 'who is a doctor by that'),
    ('dispatch_patient', 'patient of a doctor by reference', 6, 'doctors', 'in no group'),
    ('dispatch_patient', 'patient and doctor', 3, 'profiles', 'in group 2: a doctor first'),
    ('dispatch_patient', 'birth date odd', 6, 'patients', '1899, 29 February, before 1970'),

    ('dispatch_role_permissions', 'permission of a role that is gone', 3, 'role_permissions', null),
    ('dispatch_template_edit_roles', 'edit role twice', 3, 'template_edit_roles', null),
    ('dispatch_template_edit_roles', 'edit role that is gone', 3, 'template_edit_roles', null),
    ('dispatch_template_view_roles', 'view role twice', 3, 'template_view_roles', null),
    (
        'dispatch_template_view_roles', 'view role of a template that is gone', 3,
        'template_view_roles', null
    ),
    ('dispatch_template_view_groups', 'view group twice', 2, 'template_view_groups', null),
    ('dispatch_template_products', 'template and product twice', 5, 'template_products', null),
    ('dispatch_template_predecessors', 'predecessor twice', 2, 'template_predecessors', null),

    ('dispatch_instruction', 'order of unknown status', 3, 'orders', null),
    ('dispatch_instruction', 'order of a course of unknown type', 3, 'orders', null),
    ('dispatch_instruction', 'order without course', 5, 'orders', 'course_type NULL'),
    ('dispatch_instruction', 'order without doctor', 16, 'orders', null),
    ('dispatch_instruction', 'order of a doctor who is gone', 2, 'orders', null),
    ('dispatch_instruction', 'order of a patient who is gone', 4, 'orders', null),
    ('dispatch_instruction', 'order of a patient without user', 2, 'orders', null),
    ('dispatch_instruction', 'order whose doctor is a patient', 4, 'orders', null),
    ('dispatch_instruction', 'order deleted', 60, 'orders', 'stays, with the flag'),
    ('dispatch_instruction', 'price odd', 20, 'orders', 'zero, negative, 0.07'),
    ('dispatch_instruction', 'order time odd', 9, 'orders', 'microseconds, 1969, clock change'),
    ('dispatch_jaw', 'jaw of no order', 363, 'jaws', 'order and type NULL'),
    ('dispatch_jaw', 'jaw of unknown reason', 5, 'jaws', 'replacement_reason NULL'),
    ('dispatch_state', 'state of an order that is gone', 156, 'order_states', null),
    ('dispatch_state', 'state of another number', 20, 'order_states', 'no case state'),

    ('dispatch_project', 'project of nobody', 900, 'projects', 'creator NULL'),
    ('dispatch_project', 'project of unknown type', 30, 'projects', 'other'),
    ('dispatch_project', 'project of unknown status', 5, 'projects', 'status NULL'),
    ('dispatch_project', 'project without name', 30, 'projects', 'project_N'),
    ('dispatch_plan', 'plan of an order that is gone', 20, 'treatment_plans', 'order NULL'),
    ('dispatch_plan', 'plan of a project that is gone', 3, 'treatment_plans', null),
    ('dispatch_plan', 'plan of a long name', 12, 'treatment_plans', '100 signs, the rest kept'),
    ('dispatch_task', 'task by its plan', 9000, 'tasks', 'no instruction of its own'),
    ('dispatch_task', 'task of a basket', 7000, 'tasks', 'order_id is another id space'),
    ('dispatch_task', 'task of an order that is gone', 500, 'tasks', null),
    ('dispatch_task', 'task of nothing', 900, 'tasks', null),
    ('dispatch_task', 'task of a rejected order', 9, 'tasks', null),
    ('dispatch_task', 'task of a deleted order', 60, 'tasks', 'the order stays, and so does it'),

    ('dispatch_file', 'file of an order that is gone', 40, 'files', 'order NULL'),
    ('dispatch_file', 'file of a rejected order', 2, 'files', 'order NULL'),
    ('dispatch_file', 'file of a record that is gone', 5, 'files', null),
    ('dispatch_file', 'file of an internal record', 4, 'files', null),
    ('dispatch_file', 'file without name', 4000, 'files', 'file_N'),
    ('dispatch_file', 'file of unknown type', 50, 'files', null),

    ('dispatch_record', 'record about a patient who is gone', 57, 'messages', 'recipient NULL'),
    ('dispatch_record', 'record about a user who is gone', 5, 'messages', 'recipient NULL'),
    ('dispatch_record', 'record without text', 12, 'messages', 'empty text'),
    ('dispatch_record', 'record by nobody', 700, 'messages', 'sender NULL'),
    ('dispatch_record', 'record about another type', 40, 'team_communications', null),
    ('dispatch_record', 'internal record by nobody', 10, 'team_communications', null),
    ('dispatch_record', 'internal record of unknown type', 9, 'team_communications', null),
    ('dispatch_comment', 'comment on a plan without order', 63, 'comments', null),
    ('dispatch_comment', 'comment on a plan that is gone', 3, 'comments', null),
    ('dispatch_comment', 'comment without text', 40, 'comments', null),
    ('dispatch_comment', 'comment by nobody', 300, 'comments', 'author NULL'),
    ('dispatch_note', 'note by nobody', 5, 'note_comments', 'author NULL'),
    ('dispatch_note', 'note about a doctor who is gone', 2, 'note_comments', null),
    ('dispatch_notification', 'notification without context', 12, 'system_messages', null),
    ('dispatch_notification', 'notification to nobody', 40, 'system_messages', 'recipient NULL'),
    (
        'dispatch_notification', 'notification about a row that is gone', 300, 'system_messages',
        'order NULL'
    ),
    ('dispatch_action', 'action by nobody', 1000, 'user_actions', 'user NULL'),
    ('dispatch_action', 'action on a row that is gone', 500, 'user_actions', null),

    ('dispatch_offer', 'offer without product', 4, 'offers', 'product NULL'),
    ('dispatch_discount', 'discount without percent', 16, 'discounts', null),
    ('dispatch_payment', 'payment of an order that is gone', 6, 'payments', null),
    ('dispatch_payment', 'payment of a basket', 3000, 'payments', 'order NULL'),
    ('dispatch_payment', 'amount odd', 20, 'payments', 'zero, negative, cents'),
    ('dispatch_operation', 'operation of unknown type', 3, 'operations', null),
    ('dispatch_operation', 'operation without case', 9, 'operations', null),
    ('dispatch_operation', 'operation of a payment that is gone', 2, 'operations', null);

insert into pg_temp.problem (source_table, problem, real_rows, least, entity, note) values
    ('auth_user', 'email shared by eleven', 11, 11, 'profiles', 'one address'),
    ('dispatch_course', 'course of unknown type', 1, 1, 'courses', null),
    ('dispatch_category', 'category before its parent', 3, 3, 'categories', null),
    ('dispatch_category', 'category in itself', 1, 1, 'categories', null),
    ('dispatch_category', 'categories in a circle', 2, 2, 'categories', null);

-- Users of those patients, who need one each.
insert into pg_temp.problem (source_table, problem, real_rows, entity)
select 'auth_user', p.problem, p.real_rows, null
from pg_temp.problem as p
where p.source_table = 'dispatch_patient' and p.problem <> 'patient without user';

-- JSON as text, of every kind, in every column that holds any.
insert into pg_temp.problem (source_table, problem, real_rows, least, entity, note)
select t.source_table, 'JSON: ' || k.kind, k.real_rows * t.factor, t.factor, t.entity, t.col
from (
    values
        ('empty object', 20), ('empty text', 20), ('broken escape', 18), ('null character', 3),
        ('lone surrogate', 3), ('Python repr', 8), ('cut off', 4),
        ('went round in circles', 4), ('nested deep', 2), ('no object', 4)
) as k (kind, real_rows)
cross join (
    values
        ('dispatch_patient', 1, 'patients', 'schemes'),
        ('dispatch_instruction', 2, 'orders', 'exports'),
        ('dispatch_file', 5, 'files', 'parameters'),
        ('dispatch_notification', 2, 'system_messages', 'template_context'),
        ('dispatch_action', 1, 'user_actions', 'data')
) as t (source_table, factor, entity, col);

insert into pg_temp.problem (source_table, problem, real_rows, least, entity, note)
select 'auth_user', p.problem, p.real_rows, p.least, null, null
from pg_temp.problem as p
where p.source_table = 'dispatch_patient' and p.problem like 'JSON: %';

insert into pg_temp.effect (problem, entity, cause) values
    ('member who is gone', 'team_members', 'unresolved_reference 23503 profile_id'),
    ('tax rate out of range', 'offices', 'transform 22003'),
    (
        'doctor and office twice', 'doctor_offices',
        'constraint 23505 doctor_offices_doctor_id_office_id_key'
    ),
    ('office of a doctor who is gone', 'doctor_offices', 'unresolved_reference 23503 doctor_id'),
    ('doctor of an office that is gone', 'doctor_offices', 'unresolved_reference 23503 office_id'),

    ('patient without suffix', 'profiles', 'constraint 23514 patient_suffix_required'),
    ('patient without suffix', 'patients', 'unresolved_reference 23503 profile_id'),
    ('patient without suffix', 'cases', 'unresolved_reference 23503 patient_id'),
    ('patient without suffix', 'patients_doctors_offices', 'unresolved_reference 23503 patient_id'),
    ('patient without user', 'patients', 'unresolved_reference 23503 profile_id'),
    ('patient without user', 'cases', 'unresolved_reference 23503 patient_id'),
    ('patient without user', 'patients_doctors_offices', 'unresolved_reference 23503 patient_id'),
    ('patient without doctor', 'cases', 'constraint 23502 primary_doctor_id'),
    ('patient of a doctor who is gone', 'cases', 'unresolved_reference 23503 primary_doctor_id'),
    (
        'patient of a doctor who is gone', 'patients_doctors_offices',
        'unresolved_reference 23503 doctor_id'
    ),
    (
        'patient of an office that is gone', 'patients_doctors_offices',
        'unresolved_reference 23503 office_id'
    ),

    ('permission of a role that is gone', 'role_permissions', 'unresolved_reference 23503 role_id'),
    (
        'edit role twice', 'template_edit_roles',
        'constraint 23505 template_edit_roles_template_id_role_id_key'
    ),
    ('edit role that is gone', 'template_edit_roles', 'unresolved_reference 23503 role_id'),
    (
        'view role twice', 'template_view_roles',
        'constraint 23505 template_view_roles_template_id_role_id_key'
    ),
    (
        'view role of a template that is gone', 'template_view_roles',
        'unresolved_reference 23503 template_id'
    ),
    (
        'view group twice', 'template_view_groups',
        'constraint 23505 template_view_groups_template_id_team_id_key'
    ),
    (
        'template and product twice', 'template_products',
        'constraint 23505 template_products_template_id_product_id_key'
    ),
    (
        'predecessor twice', 'template_predecessors',
        'constraint 23505 template_predecessors_template_id_predecessor_id_key'
    ),

    ('order of unknown status', 'orders', 'type 22P02'),
    ('order of unknown status', 'order_cases', 'unresolved_reference 23503 order_id'),
    ('order of a course of unknown type', 'orders', 'type 22P02'),
    ('order of a course of unknown type', 'order_cases', 'unresolved_reference 23503 order_id'),
    ('order without doctor', 'orders', 'constraint 23502 doctor_id'),
    ('order without doctor', 'order_cases', 'unresolved_reference 23503 case_id'),
    ('order of a doctor who is gone', 'orders', 'unresolved_reference 23503 doctor_id'),
    ('order of a doctor who is gone', 'order_cases', 'unresolved_reference 23503 case_id'),
    ('order of a patient who is gone', 'orders', 'unresolved_reference 23503 patient_id'),
    ('order of a patient who is gone', 'order_cases', 'unresolved_reference 23503 case_id'),
    ('order of a patient without user', 'orders', 'unresolved_reference 23503 patient_id'),
    ('order of a patient without user', 'order_cases', 'unresolved_reference 23503 case_id'),
    ('order whose doctor is a patient', 'orders', 'trigger P0001'),
    ('order whose doctor is a patient', 'order_cases', 'unresolved_reference 23503 order_id'),
    ('state of an order that is gone', 'order_states', 'unresolved_reference 23503 order_id'),
    ('state of an order that is gone', 'case_states', 'constraint 23502 case_id'),

    ('plan of a project that is gone', 'treatment_plans', 'unresolved_reference 23503 project_id'),
    ('task of a basket', 'tasks', 'constraint 23502 order_id'),
    ('task of nothing', 'tasks', 'constraint 23502 order_id'),
    ('task of a rejected order', 'tasks', 'unresolved_reference 23503 order_id'),
    ('task of an order that is gone', 'tasks', 'unresolved_reference 23503 order_id'),

    ('file of an order that is gone', 'order_files', 'unresolved_reference 23503 order_id'),
    ('file of an order that is gone', 'case_files', 'constraint 23502 case_id'),
    ('file of a rejected order', 'order_files', 'unresolved_reference 23503 order_id'),
    (
        'file of a record that is gone', 'message_attachments',
        'unresolved_reference 23503 message_id'
    ),
    ('file of an internal record', 'message_attachments', 'unresolved_reference 23503 message_id'),

    ('internal record by nobody', 'team_communications', 'constraint 23502 author_id'),
    ('comment on a plan without order', 'case_messages', 'constraint 23502 case_id'),
    (
        'comment on a plan that is gone', 'treatment_discussions',
        'unresolved_reference 23503 treatment_plan_id'
    ),
    ('comment on a plan that is gone', 'case_messages', 'constraint 23502 case_id'),
    ('note about a doctor who is gone', 'doctor_notes', 'unresolved_reference 23503 doctor_id'),

    ('payment of an order that is gone', 'payments', 'unresolved_reference 23503 order_id'),
    ('operation of unknown type', 'operations', 'constraint 23514 operations_operation_type_check'),
    ('operation without case', 'operations', 'constraint 23502 case_id'),
    ('operation of a payment that is gone', 'operations', 'unresolved_reference 23503 payment_id');
