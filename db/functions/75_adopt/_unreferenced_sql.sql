-- room: adopt    audience: private    calls: nothing
create function lockstep_private.unreferenced_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(string_agg(
        format(
            ' and not exists (select from %s as c where %s)', k.conrelid::regclass, x.joined_sql
        ),
        '' order by k.conname, k.conrelid
    ), '')
    from pg_constraint as k
    cross join lateral (
        select string_agg(
            format('c.%I = t.%I', f.attname, r.attname), ' and ' order by n.ordinal
        ) as joined_sql
        from unnest(k.conkey, k.confkey) with ordinality as n (own, far, ordinal)
        join pg_attribute as f on f.attrelid = k.conrelid and f.attnum = n.own
        join pg_attribute as r on r.attrelid = k.confrelid and r.attnum = n.far
    ) as x
    where k.contype = 'f' and k.confrelid = to_regclass(shape.target) and k.conparentid = 0;
$body$;

comment on function lockstep_private.unreferenced_sql is
    'Condition over t (empty, or " and …"): no foreign key leads to the target row. A delete would '
    'be refused, or take along what refers to it.';
