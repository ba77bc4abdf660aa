-- room: entity    audience: private    calls: nothing
create function lockstep_private.store_refs(entity lockstep_state.entity)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    with ref as (
        select
            row_number() over (order by r.ordinal, a.ordinal) as ordinal,
            r.name,
            a.ref,
            case jsonb_typeof(a.ref -> 'key')
                when 'array' then array(select jsonb_array_elements_text(a.ref -> 'key'))
                else array[a.ref ->> 'key']
            end as key
        from jsonb_each((store_refs.entity).refs) with ordinality as r (name, refs, ordinal)
        cross join jsonb_array_elements(
            case jsonb_typeof(r.refs) when 'array' then r.refs else jsonb_build_array(r.refs) end
        ) with ordinality as a (ref, ordinal)
    )
    insert into lockstep_state.entity_ref
        (entity, name, ordinal, refers_to, key, ref_column, if_missing, is_choice)
    select
        (store_refs.entity).name,
        r.name,
        r.ordinal,
        r.ref ->> 'entity',
        case
            when d.decided_sql is null then r.key
            else array(
                select format('case when not (%s) then %s end', d.decided_sql, k.expression)
                from unnest(r.key) with ordinality as k (expression, ordinal)
                order by k.ordinal
            )
        end,
        r.ref ->> 'column',
        coalesce(r.ref ->> 'if_missing', 'reject'),
        count(*) over (partition by r.name) > 1
    from ref as r
    cross join lateral (
        select string_agg(
            (
                select string_agg(format('(%s) is not null', k), ' and ')
                from unnest(e.key) as k
            ),
            ' or ' order by e.ordinal
        ) as decided_sql
        from ref as e
        where e.name = r.name and e.ordinal < r.ordinal
    ) as d;
$body$;

comment on function lockstep_private.store_refs is
    'Keeps the references of a definition as rows. Of several for one column, the first one whose '
    'key is not null in a row decides: the others'' keys are made null there.';
