-- Indexes and foreign keys, after the rows. Django indexes every foreign key. What is `not valid`
-- has orphans: those keys were dropped for years, and came back for new rows only.

create procedure pg_temp.refer(from_table text, from_column text, to_table text, is_valid boolean)
    language plpgsql
as $body$
begin
    execute format(
        'alter table %I add constraint %I foreign key (%I) references %I %s '
        'deferrable initially deferred',
        from_table,
        from_table || '_' || from_column || '_fk',
        from_column,
        to_table,
        case when not is_valid then 'not valid' else '' end
    );
    if not exists (
        select
        from pg_index as i
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = from_table::regclass and a.attname = from_column
    ) then
        execute format('create index on %I (%I)', from_table, from_column);
    end if;
end;
$body$;


-- Keys in one go, each with the index that Django makes for it. "false": it has orphans.
do $do$
declare
    r_key record;
begin
    for r_key in
        select k.*
        from (
            values
                ('auth_permission', 'content_type_id', 'django_content_type', true),
                ('auth_group_permissions', 'group_id', 'auth_group', true),
                ('auth_group_permissions', 'permission_id', 'auth_permission', true),
                ('auth_user_groups', 'user_id', 'auth_user', false),
                ('auth_user_groups', 'group_id', 'auth_group', true),
                ('dispatch_office_doctors', 'office_id', 'dispatch_office', false),
                ('dispatch_office_doctors', 'user_id', 'auth_user', false),
                ('dispatch_doctorsetting', 'user_id', 'auth_user', true),
                ('dispatch_doctorsetting_masters', 'doctorsetting_id', 'dispatch_doctorsetting', true),
                ('dispatch_doctorsetting_masters', 'user_id', 'auth_user', true),
                ('dispatch_doctorsetting_sales', 'doctorsetting_id', 'dispatch_doctorsetting', true),
                ('dispatch_doctorsetting_sales', 'user_id', 'auth_user', true),
                ('dispatch_usersetting', 'user_id', 'auth_user', true),
                ('dispatch_usersetting', 'language_id', 'dispatch_language', true),
                ('dispatch_patient', 'user_id', 'auth_user', false),
                ('dispatch_patient', 'doctor_id', 'auth_user', false),
                ('dispatch_patient', 'office_id', 'dispatch_office', false),
                ('dispatch_client', 'user_id', 'auth_user', true),
                ('dispatch_client3d', 'client_id', 'dispatch_client', true),
                ('dispatch_agent', 'user_id', 'auth_user', true),
                ('dispatch_master', 'user_id', 'auth_user', true),
                ('dispatch_product', 'course_id', 'dispatch_course', true),
                ('dispatch_product_successors', 'from_product_id', 'dispatch_product', true),
                ('dispatch_product_successors', 'to_product_id', 'dispatch_product', true),
                ('dispatch_category', 'parent_id', 'dispatch_category', true),
                ('dispatch_role', 'user_id', 'auth_user', true),
                ('dispatch_role', 'group_id', 'auth_group', true),
                ('dispatch_role_permissions', 'role_id', 'dispatch_role', false),
                ('dispatch_role_permissions', 'permission_id', 'auth_permission', true),
                ('dispatch_product_roles', 'product_id', 'dispatch_product', true),
                ('dispatch_product_roles', 'role_id', 'dispatch_role', true),
                ('dispatch_template', 'category_id', 'dispatch_category', true),
                ('dispatch_template_edit_roles', 'template_id', 'dispatch_template', true),
                ('dispatch_template_edit_roles', 'role_id', 'dispatch_role', false),
                ('dispatch_template_view_roles', 'template_id', 'dispatch_template', false),
                ('dispatch_template_view_roles', 'role_id', 'dispatch_role', true),
                ('dispatch_template_view_groups', 'template_id', 'dispatch_template', true),
                ('dispatch_template_view_groups', 'group_id', 'auth_group', true),
                ('dispatch_template_products', 'template_id', 'dispatch_template', true),
                ('dispatch_template_products', 'product_id', 'dispatch_product', true),
                ('dispatch_template_predecessors', 'from_template_id', 'dispatch_template', true),
                ('dispatch_template_predecessors', 'to_template_id', 'dispatch_template', true),
                ('dispatch_ware', 'storage_id', 'dispatch_storage', true),
                ('dispatch_jaw', 'product_id', 'dispatch_product', true),
                ('dispatch_instruction', 'patient_id', 'dispatch_patient', false),
                ('dispatch_instruction', 'course_id', 'dispatch_course', true),
                ('dispatch_instruction', 'upper_jaw_id', 'dispatch_jaw', true),
                ('dispatch_instruction', 'lower_jaw_id', 'dispatch_jaw', true),
                ('dispatch_order', 'course_id', 'dispatch_course', true),
                ('dispatch_order', 'user_id', 'auth_user', true),
                ('dispatch_order', 'office_id', 'dispatch_office', true),
                ('dispatch_state', 'actor_id', 'auth_user', true),
                ('dispatch_state', 'instruction_id', 'dispatch_instruction', false),
                ('dispatch_project', 'creator_id', 'auth_user', true),
                ('dispatch_plan', 'instruction_id', 'dispatch_instruction', false),
                ('dispatch_plan', 'project_id', 'dispatch_project', false),
                ('dispatch_bracket', 'project_id', 'dispatch_project', true),
                ('dispatch_reading', 'project_id', 'dispatch_project', true),
                ('dispatch_reading', 'user_id', 'auth_user', true),
                ('dispatch_task', 'file_id', 'dispatch_file', true),
                ('dispatch_task', 'template_id', 'dispatch_template', true),
                ('dispatch_task', 'plan_id', 'dispatch_plan', true),
                ('dispatch_task', 'instruction_id', 'dispatch_instruction', false),
                ('dispatch_task', 'actor_id', 'auth_user', true),
                ('dispatch_task', 'order_id', 'dispatch_order', true),
                ('dispatch_file', 'instruction_id', 'dispatch_instruction', false),
                ('dispatch_file', 'product_id', 'dispatch_product', true),
                ('dispatch_file', 'record_id', 'dispatch_record', false),
                ('dispatch_record', 'target_type_id', 'django_content_type', true),
                ('dispatch_record', 'author_id', 'auth_user', true),
                ('dispatch_record', 'group_id', 'auth_group', true),
                ('dispatch_record_attachments', 'record_id', 'dispatch_record', true),
                ('dispatch_record_attachments', 'file_id', 'dispatch_file', true),
                ('dispatch_record_roles', 'record_id', 'dispatch_record', true),
                ('dispatch_record_roles', 'role_id', 'dispatch_role', true),
                ('dispatch_comment', 'author_id', 'auth_user', true),
                ('dispatch_comment', 'plan_id', 'dispatch_plan', false),
                ('dispatch_note', 'author_id', 'auth_user', true),
                ('dispatch_note', 'doctor_id', 'auth_user', false),
                ('dispatch_notification', 'item_type_id', 'django_content_type', true),
                ('dispatch_notification', 'recipient_id', 'auth_user', true),
                ('dispatch_action', 'item_type_id', 'django_content_type', true),
                ('dispatch_action', 'owner_type_id', 'django_content_type', true),
                ('dispatch_action', 'user_id', 'auth_user', true),
                ('dispatch_event', 'user_id', 'auth_user', true),
                ('dispatch_link', 'project_id', 'dispatch_project', true),
                ('dispatch_link', 'creator_id', 'auth_user', true),
                ('dispatch_offer', 'doctor_id', 'auth_user', true),
                ('dispatch_offer', 'product_id', 'dispatch_product', true),
                ('dispatch_discount', 'offer_id', 'dispatch_offer', true),
                ('dispatch_purchase', 'order_id', 'dispatch_order', true),
                ('dispatch_purchase', 'product_id', 'dispatch_product', true),
                ('dispatch_payment', 'instruction_id', 'dispatch_instruction', false),
                ('dispatch_payment', 'doctor_id', 'auth_user', true),
                ('dispatch_payment', 'office_id', 'dispatch_office', true),
                ('dispatch_payment', 'order_id', 'dispatch_order', true),
                ('dispatch_operation', 'payment_id', 'dispatch_payment', false)
        ) as k (from_table, from_column, to_table, is_valid)
    loop
        call pg_temp.refer(
            r_key.from_table, r_key.from_column, r_key.to_table, r_key.is_valid
        );
    end loop;
end;
$do$;

-- New rows come after the ones that are here.
do $do$
declare
    r_table record;
begin
    for r_table in
        select c.oid::regclass as name
        from pg_class as c
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    loop
        execute format(
            'select setval(pg_get_serial_sequence(%L, %L), max(id)) from %s',
            r_table.name, 'id', r_table.name
        );
    end loop;
end;
$do$;

analyze;
