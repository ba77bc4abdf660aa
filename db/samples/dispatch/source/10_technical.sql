-- Notifications and actions, nine of ten rows of the database, and the machine room.

-- Every third or so was meant to be sent, and was.
insert into dispatch_notification (
    id, created_at, sender, template_name, template_context, read, item_id, item_type_id,
    recipient_id, sent, send
)
select
    r.id,
    r.at,
    case when r.id % 4 > 0 then 'noreply@lab.example' when r.id % 8 = 0 then '' end,
    (
        array[
            'order_submitted', 'order_approved', 'plan_ready', 'comment_added', 'shipment_sent',
            'payment_due', 'welcome', 'reminder'
        ]
    )[1 + k.d % 8],
    case
        when r.problem is not null then
            case
                when r.problem <> 'notification without context' then
                    coalesce(pg_temp.broken_json(r.problem, r.n), '{"id": ' || r.id || '}')
            end
        when k.d % 50 = 0 then '{}'
        else '{"id": ' || r.id || ', "doctor": "Dr. Müller", "stage": ' || k.d % 40 || '}'
    end,
    k.d % 5 > 1,
    case
        when r.problem = 'notification about a row that is gone' then 900000000 + r.n
        when k.kind = 'patient' then
            pg_temp.nth((1 + k.d % pg_temp.good('dispatch_patient'))::integer)
        when k.kind = 'project' then
            pg_temp.nth((1 + k.d % pg_temp.good('dispatch_project'))::integer)
        when k.kind = 'instruction' then
            pg_temp.nth((1 + k.d % pg_temp.good('dispatch_instruction'))::integer)
    end,
    case k.kind
        when 'patient' then t.patient
        when 'project' then t.project
        when 'instruction' then t.instruction
    end,
    case
        when r.problem is distinct from 'notification to nobody' then
            pg_temp.some_of('auth_user', r.id, 602)
    end,
    r.problem is not null or k.d % 1000 < 478,
    r.problem is not null or k.d % 4 > 0
from pg_temp.rows_of('dispatch_notification') as r
cross join lateral (
    select
        h.d,
        case
            when r.problem = 'notification about a row that is gone' then 'instruction'
            else (
                array['instruction', 'instruction', 'instruction', 'patient', 'project', null]
            )[1 + h.d % 6]
        end
    from pg_temp.hash(r.id, 601) as h (d)
) as k (d, kind)
cross join (
    select
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'patient'),
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'instruction'),
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'project')
    from django_content_type as c
) as t (patient, instruction, project);

insert into dispatch_action (
    id, action, date, item_id, item_type_id, data, owner_id, owner_type_id, user_id
)
select
    r.id,
    (array['view', 'view', 'download', 'edit', 'create', 'approve', 'delete'])[1 + k.d % 7],
    r.at,
    case
        when r.problem = 'action on a row that is gone' then 900000000 + r.n
        else pg_temp.nth((1 + k.d % pg_temp.good('dispatch_project'))::integer)
    end,
    t.project,
    coalesce(
        pg_temp.broken_json(r.problem, r.n),
        case k.d % 9
            when 0 then '{"ip": "10.0.0.' || k.d % 250 || '"}'
            when 1 then '{}'
            when 2 then ''
        end
    ),
    case
        when k.d % 3 > 0 then pg_temp.nth((1 + k.d % pg_temp.good('dispatch_patient'))::integer)
    end,
    case when k.d % 3 > 0 then t.patient end,
    case
        when r.problem is distinct from 'action by nobody' then
            pg_temp.some_of('auth_user', r.id, 612)
    end
from pg_temp.rows_of('dispatch_action') as r
cross join lateral (select pg_temp.hash(r.id, 611)) as k (d)
cross join (
    select
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'patient'),
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'project')
    from django_content_type as c
) as t (patient, project);

insert into dispatch_event (id, name, starts_at, ends_at, user_id, data)
select
    r.id,
    pg_temp.one_of('{holiday,maintenance,training,visit}', r.id, 621),
    r.at,
    case when r.id % 3 > 0 then r.at + interval '90 minutes' end,
    case when r.id % 5 > 0 then pg_temp.any_of('staff', r.id, 622) end,
    case r.id % 6
        when 0 then '{"room": "A\B"}'
        when 1 then '{"room": 12}'
        when 2 then '{}'
        when 3 then '{''room'': None}'
    end
from pg_temp.rows_of('dispatch_event') as r;

insert into dispatch_link (id, token, project_id, created_at, expires_at, creator_id, hits)
select
    r.id,
    md5('link' || r.id) || md5('more' || r.id),
    case when r.id % 12 > 0 then pg_temp.some_of('dispatch_project', r.id, 631) end,
    r.at,
    case when r.id % 3 > 0 then r.at + interval '30 days' end,
    case when r.id % 6 > 0 then pg_temp.any_of('staff', r.id, 632) end,
    pg_temp.skewed(r.id, 633, 90)
from pg_temp.rows_of('dispatch_link') as r;

insert into dispatch_client (id, user_id, name, version, platform, last_seen)
select
    r.id,
    case when r.id % 6 > 0 then pg_temp.any_of('staff', r.id, 641) end,
    'workstation-' || r.id, '4.' || r.id % 9, (array['win32', 'darwin', null])[1 + r.id % 3],
    case when r.id % 4 > 0 then r.at end
from pg_temp.rows_of('dispatch_client') as r;

insert into dispatch_client3d (id, client_id, renderer, max_memory, settings)
select
    r.id, pg_temp.nth(r.i), 'WebGL 2 "ANGLE"', 4294967296 * (1 + r.id % 4),
    (array['{"aa": 4}', '{}', null, '{''aa'': 4}'])[1 + r.id % 4]
from pg_temp.rows_of('dispatch_client3d') as r;

insert into dispatch_agent (id, user_id, hostname, version, enabled, last_seen) values
    (1, 1, 'agent-1.lab.example', '2.3', true, '2025-11-16 23:59:59.5+00'),
    (2, 2, null, null, false, null);

insert into dispatch_master (id, user_id, region, capacity, active)
select
    r.id, pg_temp.nth(r.i), (array['Asia', 'Américas', '', null])[1 + r.id % 4],
    case when r.id % 3 > 0 then 40 + r.id end, r.id % 5 > 0
from pg_temp.rows_of('dispatch_master') as r;

insert into dispatch_instance (id, name, kind, address, started_at, enabled)
select
    g.i, 'instance-' || g.i, (array['web', 'worker', null])[1 + g.i % 3], '10.1.0.' || g.i,
    case when g.i % 4 > 0 then timestamptz '2025-06-01 00:00+00' + g.i * interval '1 day' end,
    g.i % 6 > 0
from generate_series(1, 29) as g (i);

insert into dispatch_globalsetting (
    id, setting, version, created_at, updated_at, sandbox, application_id, location_id, access_token
) values (
    1, 'square', '2025-01-23', '2019-05-01 10:00+00', '2025-02-03 04:05:06.789012+00', false,
    'sq0idp-' || md5('application'), 'L' || left(md5('location'), 12), 'EAAA' || md5('secret')
);
