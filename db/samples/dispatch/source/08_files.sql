-- Files, records and other words. Half of the files belong to no order.

-- Of ten ordinary records nine are messages, but for every ninetieth: that one is internal.
create function pg_temp.is_internal(i integer)
    returns boolean
    language sql
    immutable
as $body$
    select i % 90 = 45;
$body$;

insert into dispatch_file (
    id, uid, name, ext, size, type, instruction_id, created_at, description, product_id, parameters,
    record_id, status
)
select
    r.id,
    md5('file' || r.id)::uuid,
    case
        when r.problem is distinct from 'file without name' then
            pg_temp.one_of('{upper,lower,"scan (1)",Röntgen,写真," photo ",bite}', r.id, 401)
            || '_' || r.id || case when r.id % 9 > 0 then coalesce(k.ext, '') else '' end
    end,
    k.ext,
    case when r.id % 200 > 0 then pg_temp.hash(r.id, 402) * (1 + r.id % 9) end,
    case
        when r.problem = 'file of unknown type' then (array[55, -1, 99])[1 + r.n % 3]
        else k.type
    end,
    case
        when r.problem = 'file of an order that is gone' then 900000000 + r.n
        when r.problem = 'file of a rejected order' then
            pg_temp.planted('dispatch_instruction', 'order of unknown status', r.n)
        when pg_temp.dice(r.id, 403, 100) < 55 then
            pg_temp.parent_of('dispatch_instruction', r.i, 'dispatch_file', 404)
    end,
    r.at,
    case r.id % 12 when 0 then 'taken "as is"' when 1 then '' end,
    case when pg_temp.dice(r.id, 405, 30) = 0 then pg_temp.nth(1 + r.id % 20) end,
    coalesce(
        pg_temp.broken_json(r.problem, r.n),
        case pg_temp.dice(r.id, 406, 6)
            when 0 then '{"angle": ' || r.id % 360 || ', "axis": [0, 0, 1]}'
            when 1 then '{}'
            when 2 then ''
        end
    ),
    -- Every thirty-sixth is attached to a message.
    case
        when r.problem = 'file of a record that is gone' then 900000000 + r.n
        when r.problem = 'file of an internal record' then pg_temp.nth(45)
        when r.problem is null and r.i % 36 = 0 then
            pg_temp.nth(m.i + pg_temp.is_internal(m.i)::integer)
    end,
    case r.id % 40 when 0 then 1 when 1 then 2 else 0 end
from pg_temp.rows_of('dispatch_file') as r
cross join lateral (
    select
        (array[
            '.stl', '.stl', '.stl', '.stl', '.jpg', '.jpg', '.jpeg', '.png', '.zip', '.dcm',
            '.pdf', '.irk', '.txt', '.docx', null, '.STL'
        ])[1 + d],
        (array[6, 7, 4, 5, 8, 1, 1, 8, 9, 10, 3, 11, 3, 3, 0, 2])[1 + d]
    from pg_temp.dice(r.id, 407, 16) as d
) as k (ext, type)
cross join lateral (
    select pg_temp.parent(
        r.i, pg_temp.good('dispatch_file'), 408, pg_temp.good('dispatch_record') - 1
    )
) as m (i);

insert into dispatch_record (
    id, target_id, target_type_id, type, created_at, text, author_id, group_id, public
)
select
    r.id,
    case
        when r.problem like 'record about a % who is gone' then
            900000000 + r.n
        when r.problem = 'record about another type' then pg_temp.nth(1 + r.n)
        when k.is_internal then null
        when k.is_user then pg_temp.some_of('auth_user', r.id, 411)
        else pg_temp.parent_of('dispatch_patient', r.i, 'dispatch_record', 412)
    end,
    case
        when r.problem = 'record about another type' then
            (array[t.instruction, t.project, t.portal])[1 + r.n % 3]
        when k.is_internal then null
        when k.is_user then t."user"
        else t.patient
    end,
    case
        when r.problem = 'internal record of unknown type' then (array[1, 4, 42])[1 + r.n % 3]
        when k.is_internal or r.problem = 'record about another type' then
            (array[3, 5, 6, 8])[1 + r.id % 4]
        else (array[3, 4, 5, 5, 5, 6, 6, 8])[1 + pg_temp.dice(r.id, 413, 8)]
    end,
    r.at,
    case
        when r.problem = 'record without text' then (array[null, ''])[1 + r.n % 2]
        else pg_temp.one_of(
            '{"Please check the \"upper\" arch.",Danke — sieht gut aus!,ありがとう,Approved,'
            'two words,"  see photos ",¿Cuándo llega?}',
            r.id, 414
        ) || ' #' || r.id
    end,
    case
        when r.problem in ('record by nobody', 'internal record by nobody') then null
        when r.problem is null and not k.is_internal and pg_temp.dice(r.id, 415, 300) = 0 then null
        else pg_temp.nth(pg_temp.skewed(
            r.id, 416, pg_temp.good('staff') + pg_temp.good('technicians') + pg_temp.good('doctors')
        ))
    end,
    case when pg_temp.dice(r.id, 417, 12) = 0 then 1 + r.id % 11 end,
    r.id % 6 = 0
from pg_temp.rows_of('dispatch_record') as r
cross join lateral (
    select
        case
            when r.problem is null then pg_temp.is_internal(r.i)
            else r.problem like 'internal %'
        end,
        r.problem = 'record about a user who is gone' or (
            r.problem is distinct from 'record about a patient who is gone'
            and pg_temp.dice(r.id, 418, 5) = 0
        )
) as k (is_internal, is_user)
cross join (
    select
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'patient'),
        max(c.id) filter (where c.app_label = 'auth' and c.model = 'user'),
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'instruction'),
        max(c.id) filter (where c.app_label = 'dispatch' and c.model = 'project'),
        max(c.id) filter (where c.app_label = 'old_portal' and c.model = 'patient')
    from django_content_type as c
) as t (patient, "user", instruction, project, portal);

insert into dispatch_record_attachments (id, record_id, file_id)
select
    r.id,
    pg_temp.any_of('dispatch_record', r.id, 421),
    pg_temp.any_of('dispatch_file', r.id, 422)
from pg_temp.rows_of('dispatch_record_attachments') as r;

-- A role of a message, and now and then of an internal record.
insert into dispatch_record_roles (id, record_id, role_id)
select
    r.id,
    pg_temp.nth(
        case
            when r.i % 20 = 0 then 45
            else 1 + pg_temp.dice(r.id, 423, pg_temp.good('dispatch_record'))
        end
    ),
    pg_temp.nth(1 + r.i % pg_temp.good('dispatch_role'))
from pg_temp.rows_of('dispatch_record_roles') as r;

-- Comments stand on plans that belong to an order.
insert into dispatch_comment (id, created_at, text, author_id, plan_id)
select
    r.id,
    r.at + interval '0.000013 second' * (r.id % 77),
    case
        when r.problem = 'comment without text' then (array['', '   ', E'\n\t '])[1 + r.n % 3]
        else pg_temp.one_of(
            '{"Looks good, approved.",Why is 12 rotated?,"Bitte \"Stufe 3\" prüfen",🙂,了解しました,'
            '"treatment plan changed"," please call "}',
            r.id, 431
        ) || ' ' || r.id
    end,
    case
        when r.problem = 'comment by nobody' then null
        else pg_temp.nth(pg_temp.skewed(
            r.id, 432, pg_temp.good('staff') + pg_temp.good('technicians') + pg_temp.good('doctors')
        ))
    end,
    case
        when r.problem = 'comment on a plan that is gone' then 900000000 + r.n
        when r.problem = 'comment on a plan without order' then pg_temp.nth(
            3 * (1 + pg_temp.dice(r.id, 433, pg_temp.good('dispatch_plan') / 3 - 1)) + 1
        )
        else pg_temp.nth(
            3 * pg_temp.parent(
                r.i, pg_temp.good('dispatch_comment'), 434, pg_temp.good('dispatch_plan') / 3
            )
        )
    end
from pg_temp.rows_of('dispatch_comment') as r;

insert into dispatch_note (id, created_at, text, author_id, doctor_id)
select
    r.id,
    r.at,
    'Prefers ' || pg_temp.one_of('{"slow \"stages\"",no IPR,Anrufe am Vormittag,電話}', r.id, 441),
    case
        when r.problem is distinct from 'note by nobody' then
            pg_temp.any_of('staff', r.id, 442)
    end,
    case
        when r.problem = 'note about a doctor who is gone' then 900000000 + r.n
        else d.user_id
    end
from pg_temp.rows_of('dispatch_note') as r
join pg_temp.person as d
    on d.kind = 'doctor' and d.k = pg_temp.skewed(r.id, 443, pg_temp.good('doctors'));
