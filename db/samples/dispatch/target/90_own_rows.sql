-- Rows of the target's own, which no legacy row stands for: nothing may touch them.

insert into profiles (id, profile_type, first_name, last_name, username, legacy_user_id) values
    ('00000000-0000-4000-8000-000000000001', 'master', 'System', '', 'system', -1),
    ('00000000-0000-4000-8000-000000000002', 'sales_person', 'Noor', 'Haddad', 'noor', null);

insert into offices (id, name, city, country, tax_rate) values
    ('00000000-0000-4000-8000-000000000011', 'Head office', 'Utrecht', 'Netherlands', 0.2100),
    ('00000000-0000-4000-8000-000000000012', 'Showroom', 'Lisboa', 'Portugal', null);

insert into teams (id, name, team_type) values
    ('00000000-0000-4000-8000-000000000021', 'Migration', 'project');

insert into team_members (team_id, profile_id) values
    ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000002');

insert into products (id, name, base_price, sku) values
    ('00000000-0000-4000-8000-000000000031', 'Starter kit', 149.00, 'KIT-1');

insert into comments (id, content, comment_type, author_id) values
    (
        '00000000-0000-4000-8000-000000000041', 'Written here, after the move.',
        'task_note', '00000000-0000-4000-8000-000000000002'
    );

insert into comments (id, content, comment_type, author_id, parent_comment_id) values
    (
        '00000000-0000-4000-8000-000000000042', 'And answered here.', 'task_note', null,
        '00000000-0000-4000-8000-000000000041'
    );

insert into global_settings (id, setting_key, setting_value, category) values
    ('00000000-0000-4000-8000-000000000051', 'support_email', '"help@example.com"', 'contact'),
    ('00000000-0000-4000-8000-000000000052', 'maintenance', 'false', 'operation');
