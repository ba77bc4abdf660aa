-- What tests of the corpus share: two targets for far.specimen, and its rows as cells.
-- Read inside their transaction, by \ir.
\ir corpus.sql

create type near.mood as enum ('sad', 'ok', 'happy');
create type near.couple as (a text, b text);
create type near.span as range (subtype = float8);
create domain near.posint as integer check (value > 0);
create domain near.mood_or_none as near.mood;
create collation near.no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

-- Of the columns of far.specimen, those that the source hashes are one entity, others another.
create temp table kind as
select
    c.name as "column",
    case
        when not c.is_shippable
            or c.local_type ~ '(bigint|numeric|bytea|jsonb|interval|time zone)\[]|multirange'
            then 'fetched'
        else 'shipped'
    end as entity,
    c.local_type,
    replace(c.remote_type, 'odd.', 'near.') as type,
    c.is_as_text
from lockstep_state.linked_column as c
where c.link = 'far' and c.remote_table = 'specimen' and c.name <> 'id';

create temp table cell as
select p.number, p.number as id, p."column", p.a, p.b
from pair as p
where p."column" in (select k."column" from kind as k)
union all
select p.number, r.id::bigint, c.name, p.a::jsonb -> r.id ->> c.name, p.b::jsonb -> r.id ->> c.name
from pair as p
cross join lateral jsonb_object_keys(case when p."column" = 'rows' then p.a::jsonb end) as r (id)
cross join lateral (
    select jsonb_object_keys(p.a::jsonb -> r.id)
    union
    select jsonb_object_keys(p.b::jsonb -> r.id)
) as c (name);

create function pg_temp.define(entity text, without text default '')
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        define.entity, 'far.specimen', '{id}', 'near.' || define.entity,
        jsonb_object_agg(k."column", format(
            case when k.is_as_text then 's.%I::%s' else 's.%I' end, k."column", k.type
        )),
        batch_rows => 60
    )
    from kind as k
    where k.entity = define.entity and k."column" <> define.without
$body$;
create function pg_temp.lay_out(entity text)
    returns text
    language plpgsql
as $body$
begin
    execute format(
        'create table near.%I (id bigint primary key, %s)', entity,
        (
            select string_agg(
                format('%I %s', k."column", k.type)
                    || case when k."column" = 'a_caseless' then ' collate near.no_case' else '' end,
                ', '
            )
            from kind as k where k.entity = lay_out.entity
        )
    );
    return pg_temp.define(entity);
end;
$body$;
select pg_temp.lay_out('shipped'), pg_temp.lay_out('fetched');

-- Values of one side of the pairs go to the source (the entity is null) or to a target.
-- The join with a local table keeps statements here: types of the source need that.
create function pg_temp.put(side text, entity text default null)
    returns void
    language plpgsql
as $body$
declare
    r_kind record;
begin
    for r_kind in
        select k.* from kind as k where put.entity is null or k.entity = put.entity
    loop
        execute format(
            'update %s as s set %I = c.%I::%s from cell as c where c.id = s.id and c."column" = %L',
            coalesce('near.' || entity, 'far.specimen'), r_kind."column", side,
            case when entity is null then r_kind.local_type else r_kind.type end,
            r_kind."column"
        );
    end loop;
end;
$body$;

-- Cells of a target that are not what the expression over c (a, b) and v (the verdict) wants.
create function pg_temp.unlike(wanted text)
    returns table (number bigint, id bigint, name text)
    language plpgsql
as $body$
declare
    r_kind record;
begin
    for r_kind in select k.* from kind as k loop
        return query execute format(
            $sql$
            select c.number, c.id, c."column"
            from cell as c
            join pair as p using (number)
            join verdict as v on v.name = p.verdict
            left join near.%1$I as t on t.id = c.id
            where c."column" = %2$L
                and (t.id is null or t.%2$I::text is distinct from (%3$s)::%4$s::text)
            $sql$,
            r_kind.entity, r_kind."column", wanted, r_kind.type
        );
    end loop;
end;
$body$;

-- Whether a run found of each pair what the verdict says of its judge (source, target, deep or
-- strict), and nothing else: one line of TAP for each pair, and one for all.
create function pg_temp.judge(run bigint, judge text, state text)
    returns setof text
    language sql
as $body$
    with
    row as (
        select distinct c.number, c.id, k.entity
        from cell as c join kind as k using ("column")
    ),
    found as (
        select r.number, string_agg(distinct coalesce(d.state, 'unchanged'), ' and ') as state
        from row as r
        left join lockstep.differences as d
            on d.run = judge.run
            and d.entity = r.entity
            and d.source_key = jsonb_build_array(r.id::text)
        group by r.number
    ),
    wanted as (
        select p.*, (to_jsonb(v) ->> judge)::boolean as differs
        from pair as p join verdict as v on v.name = p.verdict
    )
    (
        select is(
            f.state, case when w.differs then judge.state else 'unchanged' end,
            format('%s, %s %s: %s', judge, w."column", w.number, w.why)
        )
        from found as f join wanted as w using (number)
        order by w.number
    )
    union all
    select is(
        (select count(*) from lockstep.differences as d where d.run = judge.run),
        (
            select count(distinct r) from row as r join wanted as w using (number)
            where w.differs
        ),
        judge || ' notices no other row'
    )
$body$;

insert into far.specimen (id) select distinct c.id from cell as c;
select pg_temp.put('a');
