-- Courses, products, templates, roles.

insert into dispatch_course (id, name, type, customization) values
    (1, 'Main', 1, '{"jaws": ["upper", "lower"]}'),
    (2, 'Refinement', 2, '{}'),
    (3, 'Replacement', 4, ''),
    (4, 'Any', 3, null),
    (7, 'Invoice', 5, '{''kind'': u''invoice'', ''tax'': None}'),
    (8, 'Merchandise', 6, '{"broken": "\q"}'),
    (9, 'Courtesy of 2017', 9, null);

insert into dispatch_product (
    id, name, description, free, deleted, customization, type, substitute, course_id
)
select
    r.id,
    pg_temp.one_of(
        '{Brackets,"Clear tray","Indirect bonding","Retainer \"night\"",Wire,Setup,3D model,Kit}',
        r.id, 201
    ) || ' ' || r.id,
    case r.id % 3 when 0 then null when 1 then '' else 'For one jaw or both; 12'' wire' end,
    r.id % 8 = 0,
    r.i > 12,
    (
        array[
            null, '{}', '', '{"slots": [0.018, 0.022], "hooks": true}', '{''slots'': [0.018]}',
            '{"note": "a\u0000b"}', '{"cut": ['
        ]
    )[1 + r.i % 7],
    case when r.i % 11 = 0 then 42 else 1 + r.i % 6 end,
    r.id % 10 = 7,
    (array[1, 2, 3, 4, 7, 8, null])[1 + r.i % 7]
from pg_temp.rows_of('dispatch_product') as r;

-- They replace each other in a circle.
insert into dispatch_product_successors (id, from_product_id, to_product_id)
select g.i, pg_temp.nth(g.i), pg_temp.nth(1 + g.i % 10)
from generate_series(1, 10) as g (i);

insert into dispatch_category (id, name, parent_id)
select
    r.id,
    pg_temp.one_of('{Scan,Setup,Print,Form,Cut,Polish,Check,Ship,Größe,設計}', r.i, 202)
        || ' ' || r.id,
    case
        when r.problem = 'category before its parent' then pg_temp.nth(20 + r.n)
        when r.problem = 'category in itself' then r.id
        when r.problem = 'categories in a circle' then other.id
        when r.i > 8 then pg_temp.nth(1 + pg_temp.dice(r.i, 203, 8))
    end
from pg_temp.rows_of('dispatch_category') as r
left join pg_temp.bad as other
    on other.source_table = 'dispatch_category' and other.problem = r.problem
    and other.nth = 3 - r.n;

insert into dispatch_role (id, name, abbrev, type, "order", user_id, group_id)
select
    r.id,
    pg_temp.one_of(
        '{Designing,Manufacturing,Sectioning,Remote design,Master check,Quality control,Courier,'
        '"Line \"B\""}',
        r.i, 204
    ) || ' ' || r.i,
    case when r.i % 5 > 0 then 'R' || r.i end,
    r.i % 4,
    r.i,
    -- Two of three roles of technicians belong to somebody.
    case
        when r.i <= 32 and r.i % 3 > 0 then pg_temp.nth(
            pg_temp.good('staff') + 1 + r.i % pg_temp.good('technicians')
        )
    end,
    case when r.i <= 32 then 11 when r.i % 5 > 0 then 1 + r.i % 10 end
from pg_temp.rows_of('dispatch_role') as r;

insert into dispatch_role_permissions (id, role_id, permission_id)
select
    r.id,
    case
        when r.problem = 'permission of a role that is gone' then 900000000 + r.n
        else pg_temp.nth(1 + r.i % pg_temp.good('dispatch_role'))
    end,
    1 + (r.i / 48 * 5 + r.i * 3) % p.permissions
from pg_temp.rows_of('dispatch_role_permissions') as r
cross join (select count(*)::integer as permissions from auth_permission) as p;

insert into dispatch_product_roles (id, product_id, role_id)
select
    r.id,
    pg_temp.nth(1 + r.i % pg_temp.good('dispatch_product')),
    pg_temp.nth(1 + (r.i + r.i / 24) % pg_temp.good('dispatch_role'))
from pg_temp.rows_of('dispatch_product_roles') as r;

insert into dispatch_template (
    id, task_name, text_name, action_name, function, status, duration, category_id, predefined,
    read_only, extensions, alerts, separate
)
select
    r.id,
    case
        when r.i % 12 > 0 then
            pg_temp.one_of('{Import,Segment,Setup,Approve,Print,Trim,Pack,Ship}', r.i, 205)
            || ' ' || r.i
    end,
    case when r.i % 12 = 0 or r.i % 5 = 0 then 'Write a text, then "send" ' || r.i end,
    case when r.i % 3 > 0 then 'do_' || r.i end,
    case when r.i % 4 = 0 then 'lab.tasks.step' || r.i end,
    (array[1, 1, 1, 0, 2])[1 + r.i % 5],
    case when r.i % 6 > 0 then 5 * (1 + r.i % 48) end,
    case when r.i % 10 > 0 then pg_temp.nth(1 + pg_temp.dice(r.i, 206, 38)) end,
    r.i % 7 = 0,
    r.i % 9 = 0,
    case when r.i % 4 = 0 then '.stl,.zip' when r.i % 4 = 1 then '' end,
    case when r.i % 8 = 0 then 'late, "very late"' end,
    r.i % 13 = 0
from pg_temp.rows_of('dispatch_template') as r;

-- Pairs that do not repeat, but for planted ones, which repeat an ordinary one.

create function pg_temp.template_of(i integer)
    returns integer
    language sql
    immutable
as $body$
    select pg_temp.nth(1 + (i - 1) % pg_temp.good('dispatch_template'));
$body$;

create function pg_temp.partner_of(i integer, partners integer)
    returns integer
    language sql
    immutable
as $body$
    select 1 + ((i - 1) / pg_temp.good('dispatch_template') * 7 + i * 5) % partners;
$body$;

insert into dispatch_template_edit_roles (id, template_id, role_id)
select
    r.id, pg_temp.template_of(p.i),
    case
        when r.problem = 'edit role that is gone' then 900000000 + r.n
        else pg_temp.nth(pg_temp.partner_of(p.i, pg_temp.good('dispatch_role')))
    end
from pg_temp.rows_of('dispatch_template_edit_roles') as r
cross join lateral (select coalesce(r.n, r.i)) as p (i);

insert into dispatch_template_view_roles (id, template_id, role_id)
select
    r.id,
    case
        when r.problem = 'view role of a template that is gone' then 900000000 + r.n
        else pg_temp.template_of(p.i)
    end,
    pg_temp.nth(pg_temp.partner_of(p.i, pg_temp.good('dispatch_role')))
from pg_temp.rows_of('dispatch_template_view_roles') as r
cross join lateral (select coalesce(r.n, r.i)) as p (i);

insert into dispatch_template_view_groups (id, template_id, group_id)
select r.id, pg_temp.template_of(p.i), pg_temp.partner_of(p.i, 11)
from pg_temp.rows_of('dispatch_template_view_groups') as r
cross join lateral (select coalesce(r.n, r.i)) as p (i);

insert into dispatch_template_products (id, template_id, product_id)
select
    r.id, pg_temp.template_of(p.i),
    pg_temp.nth(pg_temp.partner_of(p.i, pg_temp.good('dispatch_product')))
from pg_temp.rows_of('dispatch_template_products') as r
cross join lateral (select coalesce(r.n, r.i)) as p (i);

insert into dispatch_template_predecessors (id, from_template_id, to_template_id)
select
    r.id, pg_temp.template_of(p.i),
    pg_temp.nth(pg_temp.partner_of(p.i, pg_temp.good('dispatch_template')))
from pg_temp.rows_of('dispatch_template_predecessors') as r
cross join lateral (select coalesce(r.n, r.i)) as p (i);

insert into dispatch_storage (id, name, root, capacity, active) values
    (1, 'Vault', '/srv/vault', 21990232555520, true);

insert into dispatch_ware (id, name, code, storage_id, quantity, unit_price, created_at)
select
    r.id,
    pg_temp.one_of('{Wire,Bracket,Tray,Box,Étui,レジン}', r.id, 207) || ' ' || r.id % 900,
    case when r.id % 5 > 0 then 'W-' || lpad(r.id::text, 6, '0') end,
    case when r.id % 40 > 0 then 1 end,
    pg_temp.dice(r.id, 208, 400) - 3,
    case when r.id % 9 > 0 then pg_temp.dice(r.id, 209, 20000) / 100.0 end,
    case when r.id % 6 > 0 then r.at end
from pg_temp.rows_of('dispatch_ware') as r;
