-- room: report    audience: private    calls: nothing
--
-- The percentage is cut, not rounded: 100 % means all.
create function lockstep_private.domain_sums(entities jsonb)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with domain as (
        select
            e.domain,
            count(*) as entities,
            case when count(e.source_rows) = count(*) then sum(e.source_rows) end as source_rows,
            case when count(e.synced) = count(*) then sum(e.synced) end as synced,
            case when count(e.rejected) = count(*) then sum(e.rejected) end as rejected,
            case when count(e.excluded) = count(*) then sum(e.excluded) end as excluded
        from jsonb_to_recordset(domain_sums.entities) as e (
            domain text, source_rows bigint, synced bigint, rejected bigint, excluded bigint
        )
        group by e.domain
    )
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'domain', d.domain,
                'entities', d.entities::text,
                'source_rows', d.source_rows::text,
                'synced', d.synced::text,
                'rejected', d.rejected::text,
                'excluded', d.excluded::text,
                'coverage', case
                    when d.source_rows = d.excluded then 100
                    else trim_scale(trunc(d.synced * 100 / (d.source_rows - d.excluded), 4))
                end
            )
            order by d.domain
        ),
        '[]'
    )
    from domain as d
    where exists (select from domain as o where o.domain is not null);
$body$;

comment on function lockstep_private.domain_sums is
    'The books of a report''s entities, added up by domain; those of none come last. coverage: '
    'percent of the rows that the filters do not exclude that are synced. Null where the books of '
    'an entity are not known. Empty if there are no domains.';
