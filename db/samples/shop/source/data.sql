-- Some 65,000 rows, the same ones every time: all that looks like chance is computed from the key.

create function pg_temp.dice(n bigint, salt integer, sides integer)
    returns integer
    language sql
    immutable
as $body$
    select (((n + salt) * 48271 % 2147483647) * 69621 % 2147483647 % sides)::integer;
$body$;

create function pg_temp.one_of(words text[], n bigint, salt integer)
    returns text
    language sql
    immutable
as $body$
    select words[1 + pg_temp.dice(n, salt, cardinality(words))];
$body$;

begin;

-- Customer -1 stands for all who were deleted, 0 for guests.
insert into shop_customer
values
    (-1, 'Deleted', 'Customer', 'deleted@shop.example', '', null, 0, 9, null,
        '2009-03-01', '2009-03-01'),
    (0, 'Guest', '', 'guest@shop.example', null, null, 0, 1, '', '2009-03-01', '2009-03-01');

insert into shop_customer
select
    i,
    pg_temp.one_of(
        '{Ada,Zoë,José,Łukasz,Søren,Maja,Øyvind,Anaïs,Βασιλική,Дмитрий,美咲,Noor,Tom,Ingrid,Paul}', i, 1
    ),
    pg_temp.one_of(
        '{Müller,O''Brien,Nuñez,Świątek,Ångström,Smith,Ivanova,Παππάς,Соколов,佐藤,"van den Berg",Lee}', i, 2
    ),
    'customer' || i || case when i % 7 = 0 then '@Mail.Example' else '@mail.example' end,
    case i % 5
        when 0 then null
        when 1 then ''
        else '+49 30 ' || (1000000 + pg_temp.dice(i, 3, 8999999))
    end,
    case when i % 3 = 0 then date '1950-01-01' + pg_temp.dice(i, 4, 20000) end,
    pg_temp.dice(i, 5, 2),
    case when i % 40 = 0 then 9 when i % 9 = 0 then 2 else 1 end,
    case i % 11 when 0 then 'Prefers "door 2", rings\twice' when 1 then '' end,
    timestamp '2010-01-01' + pg_temp.dice(i, 6, 4000) * interval '1 day',
    timestamp '2022-01-01' + i * interval '7 minutes'
from generate_series(1, 4000) as i;

insert into shop_address
select
    i,
    1 + (i - 1) % 4000,
    case i % 4 when 0 then '' when 1 then null when 2 then 'home' else 'work' end,
    pg_temp.one_of('{Hauptstraße,"Rue de l''Église",High Street,Calle Mayor,ul. Długa}', i, 11)
        || ' ' || (1 + pg_temp.dice(i, 12, 180)),
    pg_temp.one_of('{Berlin,Zürich,Kraków,"São Paulo",Malmö,"St. John''s",Θεσσαλονίκη}', i, 13),
    case when i % 6 > 0 then lpad(pg_temp.dice(i, 14, 99999)::text, 5, '0') else '' end,
    pg_temp.one_of('{DE,CH,PL,BR,SE,CA,GR}', i, 13)
from generate_series(1, 5000) as i;

insert into shop_category
select
    i,
    case when i > 8 then 1 + (i - 9) % 8 end,
    pg_temp.one_of('{Home,Garden,Kitchen,Outdoor,Books,Toys,Music,Café}', i, 0) || ' ' || i,
    i % 5
from generate_series(1, 40) as i;

insert into shop_product
select
    i,
    case when i % 400 = 0 then 999 when i % 50 = 0 then null else 1 + pg_temp.dice(i, 21, 40) end,
    'SKU-' || lpad(i::text, 5, '0'),
    pg_temp.one_of('{Lamp,Chair,Kettle,Tent,Novel,Puzzle,Guitar,Piñata,"Smörgås board"}', i, 22)
        || ' ' || i,
    (99 + pg_temp.dice(i, 23, 30000)) / 100.0::double precision,
    case when i % 4 > 0 then pg_temp.dice(i, 24, 20000) / 1000.0 end,
    case i % 6
        when 0 then null
        when 1 then ''
        when 2 then '{}'
        else '{"color": "' || pg_temp.one_of('{red,green,blue,weiß}', i, 25)
            || '", "sizes": [' || i % 4 || ', ' || i % 7 || ']}'
    end,
    case when i % 10 = 0 then date '2024-11-01' + i % 20 end,
    case when i % 20 = 0 then date '2024-12-01' + i % 20 end,
    i % 13 > 0,
    timestamp '2024-01-01' + i * interval '1 hour'
from generate_series(1, 1200) as i;

insert into shop_tag
select i, pg_temp.one_of('{new,sale,eco,gift,kids,retro}', i, 0) || '-' || i
from generate_series(1, 30) as i;

insert into shop_product_tags
select row_number() over (order by p, t), p, t
from generate_series(1, 1200) as p
cross join generate_series(1, 30) as t
where pg_temp.dice(p * 31 + t, 31, 10) = 0;

-- Every hundredth order is a test. Two orders go to an address that nobody has any more.
insert into shop_order
select
    i,
    case when i % 97 = 0 then 0 when i % 613 = 0 then -1 else 1 + pg_temp.dice(i, 41, 4000) end,
    case
        when i in (4711, 8150) then 77777
        when i % 3 > 0 then 1 + pg_temp.dice(i, 42, 5000)
    end,
    (array[1, 2, 2, 5, 5, 5, 5, 9])[1 + pg_temp.dice(i, 43, 8)],
    i % 100 = 0,
    case i % 8 when 0 then '' when 1 then 'Leave it with the neighbour – thanks!' end,
    timestamp '2023-01-01' + i * interval '90 minutes',
    timestamp '2023-01-01' + i * interval '90 minutes' + pg_temp.dice(i, 44, 20) * interval '1 day'
from generate_series(1, 12000) as i;

insert into shop_orderline
select
    o,
    n,
    1 + pg_temp.dice(o * 7 + n, 51, 1200),
    1 + pg_temp.dice(o * 7 + n, 52, 4),
    (99 + pg_temp.dice(o * 7 + n, 53, 30000)) / 100.0,
    case pg_temp.dice(o * 7 + n, 54, 30) when 0 then 'Für Dich 🎁' when 1 then '' end
from generate_series(1, 12000) as o
cross join lateral generate_series(1, 1 + pg_temp.dice(o, 55, 4)) as n;

insert into shop_payment
select
    row_number() over (order by o.id),
    o.id,
    1 + pg_temp.dice(o.id, 61, 4),
    (select sum(l.quantity * l.price) from shop_orderline as l where l.order_id = o.id),
    case when o.id % 2 = 0 then 'PAY-' || o.id else '' end,
    o.updated_at
from shop_order as o
where o.status in (2, 5);

commit;

analyze;
