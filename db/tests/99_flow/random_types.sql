-- 2,000 random rows of all types: in step after a sync, and then exactly what changes is found.
begin;
\ir ../specimen.sql
select plan(7);

-- given: of each column values of the corpus, what a seed makes, and NULLs
-- Plain are values that no other pair calls equal to another.
create temp table known_value as
select v.*, row_number() over (partition by v."column" order by v.value collate "C") as ordinal
from (
    select c."column", x.value, bool_and(p.verdict = 'differs') as is_plain
    from cell as c
    join pair as p using (number)
    cross join lateral (values (c.a), (c.b)) as x (value)
    where length(x.value) < 1000
    group by c."column", x.value
) as v;
create function pg_temp.made(type text, number bigint)
    returns text
    language sql
    stable
as $body$
    select case type
        when 'integer' then (number % 2147483648)::text
        when 'bigint' then number::text
        when 'numeric' then (number % 100000000 / 100.0)::text
        when 'numeric(12,3)' then (number % 100000000 / 100.0)::text
        when 'money' then (number % 100000000 / 100.0)::text
        when 'real' then (number % 1000000000 / 777.0)::float4::text
        when 'double precision' then (number % 1000000000 / 777.0)::float8::text
        when 'text' then left(md5(number::text), (number % 30)::integer)
        when 'character varying(30)' then left(md5(number::text), (number % 30)::integer)
        when 'uuid' then md5(number::text)::uuid::text
        when 'bytea' then '\x' || left(md5(number::text), 2 * (number & 15)::integer)
        when 'date' then (date '2000-01-01' + (number % 100000)::integer)::text
        when 'timestamp without time zone'
            then (timestamp '2000-01-01' + number % 1000000000000000 * interval '1 us')::text
        when 'timestamp with time zone'
            then (timestamp '2000-01-01' + number % 1000000000000000 * interval '1 us')::text || '+00'
        when 'interval' then (number % 1000000000000000 * interval '1 us')::text
        when 'bigint[]' then array[number, null, -number]::text
        when 'numeric[]' then array[number / 7.0, null]::text
        when 'jsonb' then jsonb_build_object('n', number / 3.0, 't', md5(number::text))::text
    end
$body$;
create temp table random_cell as
select
    r.id, k."column", x.value,
    d.number % 8 > 3 and k.is_made or coalesce(v.is_plain[x.place], true) as is_plain
from generate_series(10001, 12000) as r (id)
cross join (select k.*, pg_temp.made(k.type, 1) is not null as is_made from kind as k) as k
join (
    select
        v."column", array_agg(v.value order by v.ordinal) as values,
        array_agg(v.is_plain order by v.ordinal) as is_plain
    from known_value as v
    group by v."column"
) as v on v."column" = k."column"
cross join lateral (
    select hashtextextended(k."column", hashint8extended(r.id, 5)) & 9223372036854775807 as number
    offset 0
) as d
cross join lateral (
    select p.place, case
        when d.number % 8 = 0 then null
        when d.number % 8 > 3 and k.is_made then pg_temp.made(k.type, d.number)
        else v.values[p.place]
    end as value
    from (select 1 + (d.number >> 8) % cardinality(v.values) as place) as p
) as x;
alter server lockstep_far options (add batch_size '500');
insert into far.specimen
select s.*
from (
    select jsonb_object_agg(
        c."column",
        case
            when c."column" = 'a_jsonb' then c.value::jsonb
            else to_jsonb(c.value)
        end
    ) || jsonb_build_object('id', c.id) as cells
    from random_cell as c
    group by c.id
) as r
cross join lateral jsonb_populate_record(null::far.specimen, r.cells) as s;

-- Another value for one cell of each column, each in a row of its own: at the source, and others
-- on the target.
create temp table change as
select distinct on (k."column", k.is_source) k.*, c.id, v.value as new_value
from (
    select k.*, s.is_source, row_number() over (order by k."column", s.is_source) as ordinal,
        count(*) over () as number
    from kind as k cross join (values (true), (false)) as s (is_source)
) as k
join random_cell as c
    on c."column" = k."column" and c.is_plain and c.id % k.number + 1 = k.ordinal
join (
    select v."column", v.value, v.ordinal from known_value as v where v.is_plain
    union all
    select n."column", null, 0 from kind as n
) as v on v."column" = k."column" and v.value is distinct from c.value
order by k."column", k.is_source, c.id, v.ordinal;

-- behaviour
create function pg_temp.go_deep(options jsonb default '{}')
    returns setof text
    language plpgsql
as $body$
declare
    v_run bigint := near.go(
        'compare', '{shipped,fetched}', options => options || '{"deep": true}'
    );
begin
    return query
    select d.entity || ' ' || (d.source_key ->> 0) || ' ' || d.state
    from lockstep.differences as d
    where d.run = v_run;
end;
$body$;
select near.go('sync', '{shipped,fetched}');
select is_empty('select pg_temp.go_deep()', 'after a sync of all types a deep comparison finds nothing');
select is_empty($$select pg_temp.go_deep('{"strict": true}')$$, 'nor does a strict one');
select is(
    (select count(*) from change as c),
    (select 2 * count(*) from kind as k), 'one cell of each column changes on either side'
);
create function pg_temp.change_all()
    returns void
    language plpgsql
as $body$
declare
    r_change record;
begin
    for r_change in select c.* from change as c loop
        execute format(
            'update %s as s set %I = c.new_value::%s from change as c '
                'where c.id = s.id and c."column" = %2$L and c.is_source = %4$L',
            case when r_change.is_source then 'far.specimen' else 'near.' || r_change.entity end,
            r_change."column",
            case when r_change.is_source then r_change.local_type else r_change.type end,
            r_change.is_source
        );
    end loop;
end;
$body$;
select pg_temp.change_all();
select bag_eq(
    'select pg_temp.go_deep()',
    $$select c.entity || ' ' || c.id || ' update' from change as c$$,
    'a deep comparison finds exactly these rows'
);
select near.go('detect', '{shipped,fetched}');
select bag_eq(
    $$select d.entity || ' ' || (d.source_key ->> 0) || ' ' || d.state
        from lockstep.differences as d where d.run = near.last_run()$$,
    $$select c.entity || ' ' || c.id || case when c.is_source then ' update' else ' drift' end
        from change as c$$,
    'and a comparison with the ledger knows on which side'
);
select near.go('sync', '{shipped,fetched}');
select is_empty($$select pg_temp.go_deep('{"strict": true}')$$, 'after the next sync nothing is found again');
select near.go('compare', '{shipped,fetched}');
select is(
    (
        select sum(r.unchanged)::bigint from lockstep.run_entities as r
        where r.run = near.last_run()
    ),
    2 * (select count(*) from far.specimen as s), 'nor with the ledger'
);

select * from finish();
rollback;
