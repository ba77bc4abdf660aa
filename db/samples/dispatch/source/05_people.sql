-- Django's tables, users, offices, patients.

-- Numbers of content types differ per installation: here by seed.
insert into django_content_type (id, app_label, model)
select row_number() over (order by pg_temp.hash(t.n, 101), t.n), t.app_label, t.model
from (
    select
        row_number() over (order by a.app_label, m.model) as n,
        a.app_label, m.model
    from (
        values
            ('admin', '{logentry}'::text[]),
            ('auth', '{permission,group,user}'),
            ('contenttypes', '{contenttype}'),
            ('sessions', '{session}'),
            ('sites', '{site}'),
            (
                'dispatch',
                '{action,agent,bracket,category,client,client3d,comment,course,discount,'
                'doctorsetting,event,file,globalsetting,instance,instruction,jaw,language,link,'
                'master,note,notification,offer,office,operation,order,patient,payment,plan,'
                'product,project,purchase,reading,record,role,state,storage,task,template,'
                'usersetting,ware}'
            ),
            ('reversion', '{revision,version}'),
            ('old_portal', '{patient,user}')
    ) as a (app_label, models)
    cross join unnest(a.models) as m (model)
) as t;

insert into auth_permission (id, name, content_type_id, codename)
select
    row_number() over (order by c.app_label, c.model, v.nth),
    'Can ' || v.verb || ' ' || c.model,
    c.id,
    v.verb || '_' || c.model
from django_content_type as c
cross join unnest('{add,change,delete,view}'::text[]) with ordinality as v (verb, nth);

insert into auth_group (id, name) values
    (1, 'Patient'), (2, 'Doctor/Medical'), (3, 'Scanner'), (4, 'Administrator'), (5, 'Master'),
    (6, 'Billing'), (7, 'Export'), (8, 'External'), (9, 'Sales'), (10, 'Support'),
    (11, 'Technician');

insert into auth_group_permissions (id, group_id, permission_id)
select row_number() over (order by g.id, p.id), g.id, p.id
from auth_group as g
join auth_permission as p on pg_temp.dice(p.id, 102 + g.id, 12) = 0 or g.id = 4 and p.id % 3 = 0;

insert into dispatch_language (id, code, name) values
    (1, 'en', 'English'), (2, 'de', 'Deutsch'), (3, 'fr', 'Français'), (4, 'es', 'Español'),
    (5, 'ja', '日本語'), (6, 'th', 'ไทย'), (7, 'hi', 'हिन्दी'), (8, 'vi', 'Tiếng Việt');

-- Users. Those of planted patients have the problem of their patient.

create table pg_temp.odd_name as
select *
from unnest(
    array[
        '  Anna ', 'D''Arcy', 'Жанна', '美咲', 'สมชาย', 'Nguyễn', 'Zoë 🦷', '"Bob"', 'O\Neil',
        'محمد', 'Ångström', 'van  den  Berg', E'Tab\there', 'ÇELİK', 'ß', '👩‍⚕️'
    ]
) with ordinality as o (name, n);

create function pg_temp.odd_time(n integer)
    returns timestamptz
    language sql
    immutable
as $body$
    select (
        array[
            '2019-03-31 00:59:59.999999+00', '2019-03-31 01:00:00.000001+00',
            '2020-11-01 05:30:00.123456+00', '2020-11-01 06:30:00.123456+00',
            '1969-12-31 23:59:59.999999+00', '1948-05-14 08:00:00+00',
            '2020-02-29 12:00:00+00', '1900-01-01 00:00:00+00', '2024-12-31 23:59:60+00'
        ]::timestamptz[]
    )[1 + n % 9];
$body$;

insert into auth_user (
    id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff,
    is_active, date_joined
)
select
    r.id,
    'pbkdf2_sha256$150000$' || md5('salt' || r.id) || '$' || md5('hash' || r.id),
    case
        when r.problem = 'time odd' then pg_temp.odd_time(r.n + 1)
        when pg_temp.dice(r.id, 111, 28) > 0
            then r.at + pg_temp.hash(r.id, 112) * interval '1.000001 second'
    end,
    r.problem is null and r.i <= 3,
    lower(
        case p.kind when 'patient' then 'p' when 'doctor' then 'dr.' else '' end
    ) || 'user' || r.id,
    case
        when r.problem = 'name odd' then (
            select o.name from pg_temp.odd_name as o where o.n = 1 + r.n % 16
        )
        when r.problem = 'name blank' then ''
        else pg_temp.one_of(
            '{Ada,Zoë,José,Łukasz,Søren,Maja,Øyvind,Anaïs,Βασιλική,Дмитрий,美咲,Noor,Tom,Ingrid,'
            'Paul,Priya,Arjun,สมหญิง,Hiroshi,Linh,Emma,Liam,Olivia,Noah,Ava,Mia,James,Lucas}',
            r.id, 113
        )
    end,
    case
        when r.problem = 'name odd' then (
            select o.name from pg_temp.odd_name as o where o.n = 1 + (r.n * 5) % 16
        )
        when r.problem = 'name blank' and r.n % 2 = 0 then ''
        else pg_temp.one_of(
            '{Müller,O''Brien,Nuñez,Świątek,Smith,Ivanova,Παππάς,Соколов,佐藤,"van den Berg",Lee,'
            'Patel,Sharma,Nguyễn,ศรีสุข,Tanaka,Johnson,Williams,Garcia,Brown,Davis,Lopez,Kim,'
            'Martin,Clark,Lewis,Walker,Young,Allen,King,Wright,Hill,Green,Adams}',
            r.id, 114
        )
    end,
    case
        when r.problem = 'email shared by eleven' then 'front.desk@practice.example'
        when r.problem = 'email shared' then
            -- By twos; whoever is left over joins the last.
            'shared' || least((r.n - 1) / 2, s.shared / 2 - 1) % 6 || '@practice.example'
        when r.problem = 'test account' then 'test' || r.id || '@internal.lab.example'
        when r.problem = 'email blank' then (array['', '  '])[1 + r.n % 2]
        when r.problem = 'email broken' then (
            array[
                'no at sign', 'nobody', 'two@@signs.example', 'blank in@it.example', '@no.name',
                'no-domain@', 'none'
            ]
        )[1 + r.n % 7]
        when r.id % 17 = 0 then 'User' || r.id || '@Mail.Example'
        else 'user' || r.id || '@mail.example'
    end,
    r.problem is null and r.i <= pg_temp.good('staff') + pg_temp.good('technicians'),
    case
        when r.problem = 'test account' then r.n % 2 = 0
        else pg_temp.dice(r.id, 115, 60) > 0
    end,
    case r.problem when 'time odd' then pg_temp.odd_time(r.n) else r.at end
from pg_temp.rows_of('auth_user') as r
left join pg_temp.person as p on p.user_id = r.id
cross join (
    select count(*)::integer as shared
    from pg_temp.bad as b
    where b.source_table = 'auth_user' and b.problem = 'email shared'
) as s;

-- Members of groups. Who has a problem that is not of a patient is a doctor, unless it is that.
create table pg_temp.member as
select
    u.user_id,
    g.group_id,
    row_number() over (order by u.user_id, g.group_id)::integer as i
from (
    select p.user_id, p.kind, p.k, null as problem
    from pg_temp.person as p
    union all
    select
        b.id,
        case when q.problem is not null then 'patient' else 'doctor' end,
        b.nth,
        b.problem
    from pg_temp.bad as b
    left join pg_temp.problem as q
        on q.source_table = 'dispatch_patient' and q.problem = b.problem
    where b.source_table = 'auth_user'
) as u
join auth_group as g (group_id) on case
    when u.problem like 'doctor by % only' or u.problem = 'patient without suffix' then false
    when u.kind = 'patient' then
        g.group_id = 1 and u.k % 3 > 0 or g.group_id = 2 and u.problem = 'patient and doctor'
    when u.kind = 'doctor' then
        g.group_id = 2 or g.group_id = 3 and pg_temp.dice(u.user_id, 121, 15) = 0
    when u.kind = 'technician' then
        g.group_id = 11 or g.group_id = 7 and pg_temp.dice(u.user_id, 122, 5) = 0
    else g.group_id = 4 + u.k % 7
        or g.group_id = 4 and u.k <= 3
        or g.group_id = 10 and pg_temp.dice(u.user_id, 123, 4) = 0
end;

insert into auth_user_groups (id, user_id, group_id)
select pg_temp.nth(m.i), m.user_id, m.group_id
from pg_temp.member as m;

insert into pg_temp.bad (source_table, problem, nth, id)
select p.source_table, p.problem, g.n, 10 * g.n
from pg_temp.problem as p
cross join generate_series(1, greatest(p.least, pg_temp.scaled(p.real_rows))) as g (n)
where p.source_table = 'auth_user_groups';

insert into auth_user_groups (id, user_id, group_id)
select b.id, 900000000 + b.nth, 1
from pg_temp.bad as b
where b.source_table = 'auth_user_groups';

-- Offices

insert into dispatch_office (
    id, name, address, apt, city, state, zip, country, phone, tax_rate, valid, sq_customer_id,
    emails
)
select
    r.id,
    case
        when r.problem = 'office without name' then ''
        when r.problem = 'office twice' then 'Twin Practice ' || (r.n + 1) / 2
        else pg_temp.one_of(
            '{Smile,"Dr. O''Neil & Sons",Zahnärzte am Markt,矯正歯科,ทันตกรรม,Clínica Sonrisa,Bright,'
            '" Pearl  Dental",Ortho Plus,Nha Khoa,"\"Straight\" Teeth",Family Dental}',
            r.id, 131
        ) || ' ' || r.id
    end,
    case
        when r.problem = 'office twice' then '12 Same Street'
        else (1 + pg_temp.dice(r.id, 132, 900)) || ' '
            || pg_temp.one_of('{Main St,"Rue de l''Église",High Street,Marine Drive,銀座}', r.id, 133)
    end,
    case pg_temp.dice(r.id, 134, 4) when 0 then 'Suite ' || r.id % 40 when 1 then '' end,
    pg_temp.one_of('{Chicago,Denver,Mumbai,Tokyo,Bangkok,Hà Nội,Perth,"St. John''s"}', r.id, 135),
    case when c.country = 'USA' then pg_temp.one_of('{IL,CO,ca,NY,tx}', r.id, 136) else '' end,
    case when c.country = 'USA' then lpad(pg_temp.dice(r.id, 137, 99999)::text, 5, '0')
        else 'SW1A ' || r.id % 10 || 'AA' end,
    c.country,
    '+' || (1 + r.id % 90) || ' ' || (1000000 + pg_temp.dice(r.id, 138, 8999999)),
    case
        when r.problem = 'tax rate as fraction' then 0.0825
        when r.problem = 'tax rate out of range' then 4250
        when c.country <> 'USA' then 0
        when pg_temp.dice(r.id, 139, 9) > 0 then 5 + pg_temp.dice(r.id, 140, 22) * 0.25
    end,
    pg_temp.dice(r.id, 141, 898) < 546,
    case when r.id % 3 = 0 then 'SQ' || upper(left(md5(r.id::text), 12)) end,
    r.id % 4 > 0
from pg_temp.rows_of('dispatch_office') as r
cross join lateral (
    select case
        when d < 553 then 'USA' when d < 708 then 'India' when d < 818 then 'Japan'
        when d < 882 then 'Thailand' when d < 885 then 'Vietnam' when d < 888 then 'Australia'
        when d < 889 then 'Philippines' when d < 890 then 'Singapore' when d < 891 then 'France'
        when d < 892 then 'New Zealand' when d < 894 then 'usa'
    end as country
    from pg_temp.dice(r.id, 142, 898) as d
) as c;

-- Doctor n has offices of his own; pairs do not repeat.
insert into dispatch_office_doctors (id, office_id, user_id)
select
    r.id,
    case
        when r.problem = 'doctor of an office that is gone' then 900000000 + r.n
        else pg_temp.nth(1 + (j.i + (j.i - 1) / d.doctors) % pg_temp.good('dispatch_office'))
    end,
    case
        when r.problem = 'office of a doctor who is gone' then 900000000 + r.n
        else p.user_id
    end
from pg_temp.rows_of('dispatch_office_doctors') as r
cross join (select pg_temp.good('doctors')) as d (doctors)
cross join lateral (
    select case when r.problem = 'doctor and office twice' then r.n else r.i end
) as j (i)
join pg_temp.person as p on p.kind = 'doctor' and p.k = 1 + (j.i - 1) % d.doctors;

insert into dispatch_office_doctors (id, office_id, user_id)
select 1000000 + b.nth, pg_temp.nth(1 + b.nth), b.id
from pg_temp.bad as b
where b.source_table = 'auth_user' and b.problem = 'doctor by office only';

insert into dispatch_doctorsetting (
    id, user_id, clinical_preferences, sq_customer_id, promised_payment, credit, tier_finish,
    tier_type, installment_payments, baa_agreed_at, eula_agreed_at, company_account
)
select
    u.id,
    u.user_id,
    case u.id % 3 when 0 then 'No IPR before "stage 4"' when 1 then '' end,
    case when u.id % 2 = 0 then 'SQ' || upper(left(md5('d' || u.id), 12)) end,
    case when u.id % 5 = 0 then date '2024-01-01' + u.id % 700 end,
    pg_temp.dice(u.id, 151, 3) * pg_temp.dice(u.id, 152, 90000) / 100.0,
    case when u.id % 4 = 0 then date '2025-01-01' + u.id % 365 end,
    pg_temp.dice(u.id, 153, 5),
    u.id % 6 = 0,
    case when u.id % 3 > 0 then u.date_joined + interval '1 hour' end,
    case when u.id % 7 > 0 then u.date_joined + interval '2 hours' end,
    u.id % 50 = 0
from (
    select pg_temp.nth(p.k) as id, p.user_id, a.date_joined
    from pg_temp.person as p
    join auth_user as a on a.id = p.user_id
    where p.kind = 'doctor' and p.k <= pg_temp.good('dispatch_doctorsetting')
    union all
    select 10 * b.nth, b.id, a.date_joined
    from pg_temp.bad as b
    join auth_user as a on a.id = b.id
    where b.source_table = 'auth_user' and b.problem = 'doctor by setting only'
) as u;

insert into dispatch_doctorsetting_masters (id, doctorsetting_id, user_id)
select
    row_number() over (order by s.id), s.id,
    pg_temp.nth(1 + pg_temp.dice(s.id, 154, pg_temp.good('staff')))
from dispatch_doctorsetting as s
where pg_temp.dice(s.id, 155, 4) > 0;

insert into dispatch_doctorsetting_sales (id, doctorsetting_id, user_id)
select
    row_number() over (order by s.id), s.id,
    pg_temp.nth(1 + pg_temp.dice(s.id, 156, pg_temp.good('staff')))
from dispatch_doctorsetting as s
where pg_temp.dice(s.id, 157, 3) > 0;

insert into dispatch_usersetting (
    id, user_id, language_id, timezone, notify_email, notify_push, page_size, phone, preferences
)
select
    pg_temp.nth(p.k), p.user_id,
    case when p.k % 9 > 0 then 1 + pg_temp.dice(p.k, 158, 8) end,
    pg_temp.one_of('{America/Chicago,Asia/Kolkata,Asia/Tokyo,Europe/Paris,UTC}', p.k, 159),
    p.k % 3 > 0, p.k % 5 = 0, (array[10, 25, 50, 100])[1 + p.k % 4],
    case when p.k % 2 = 0 then '+1 312 555 01' || lpad((p.k % 100)::text, 2, '0') end,
    case p.k % 4 when 0 then '' when 1 then 'theme=dark;zoom=1.5' end
from pg_temp.person as p
where p.kind = 'doctor' and p.k <= pg_temp.good('dispatch_usersetting');

-- Patients: few doctors have most of them. Doctor and office by the id of the patient.

insert into dispatch_patient (
    id, user_id, doctor_id, office_id, birthdate, sex, archived, suspended, status, submitted_at,
    updated_at, suffix, schemes
)
select
    r.id,
    case
        when r.problem = 'patient without user' then 900000000 + r.n
        else coalesce(own.id, p.user_id)
    end,
    case
        when r.problem = 'patient without doctor' then null
        when r.problem = 'patient of a doctor who is gone' then 910000000 + r.n
        when r.problem = 'patient of a patient' then other.user_id
        when r.problem = 'patient of a doctor by reference' then nobody.id
        else d.user_id
    end,
    case
        when r.problem = 'patient without office' then null
        when r.problem = 'patient of an office that is gone' then 900000000 + r.n
        else pg_temp.nth(1 + d.k % pg_temp.good('dispatch_office'))
    end,
    case
        when r.problem = 'birth date odd' then
            (array['1899-12-31', '1968-02-29', '2004-02-29', '1969-12-31']::date[])[1 + r.n % 4]
        when pg_temp.dice(r.id, 161, 40) > 0 then date '1955-01-01' + pg_temp.dice(r.id, 162, 22000)
    end,
    case
        when r.problem = 'patient of unknown sex' then (array[3, 7, null])[1 + r.n % 3]
        else pg_temp.dice(r.id, 163, 20) / 9
    end,
    pg_temp.dice(r.id, 164, 25) = 0,
    pg_temp.dice(r.id, 165, 60) = 0,
    case
        when r.problem = 'patient of unknown status' then (array[0, 77, -1])[1 + r.n % 3]
        else (array[1, 1, 1, 1, 1, 4, 4, 4, 2, 10])[1 + pg_temp.dice(r.id, 166, 10)]
    end,
    case when pg_temp.dice(r.id, 167, 30) > 0 then r.at end,
    r.at + pg_temp.hash(r.id, 168) * interval '0.731 second',
    case
        when r.problem is distinct from 'patient without suffix' then
            substr('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + r.id / 6732 % 34, 1)
            || lpad((r.id / 68 % 99)::text, 2, '0')
            || substr('ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + r.id % 24, 1)
    end,
    coalesce(
        pg_temp.broken_json(r.problem, r.n),
        case pg_temp.dice(r.id, 169, 4)
            when 0 then '{"upper": [' || r.id % 8 || ', 12], "note": "Größe ✓"}'
            when 1 then '{}'
            when 2 then ''
        end
    )
from pg_temp.rows_of('dispatch_patient') as r
left join pg_temp.bad as own
    on own.source_table = 'auth_user' and own.problem = r.problem and own.nth = r.n
left join pg_temp.person as p on p.kind = 'patient' and p.k = r.i and r.problem is null
join pg_temp.person as d
    on d.kind = 'doctor' and d.k = pg_temp.skewed(r.id, 170, pg_temp.good('doctors'))
left join pg_temp.person as other
    on other.kind = 'patient' and other.k = r.n and r.problem = 'patient of a patient'
left join pg_temp.bad as nobody
    on nobody.source_table = 'auth_user' and r.problem = 'patient of a doctor by reference'
    and nobody.problem = 'doctor by patient only' and nobody.nth = 1 + r.n % 2;
