-- room: report    audience: public    calls: run_status is_in_step domain_sums reject_causes report_findings report_entity run_entities
create function lockstep.report(run bigint, entities text[] default null)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_build_object(
        'run', r.id::text,
        'kind', r.kind,
        'dry_run', r.is_dry,
        'state', lockstep_private.run_status(report.run),
        'in_step', lockstep_private.is_in_step(report.run),
        'started_at', r.started_at,
        'finished_at', r.finished_at,
        'entities', b.entities,
        'domains', lockstep_private.domain_sums(b.entities),
        'rejects', (
            select coalesce(
                jsonb_agg(
                    to_jsonb(c.*) - 'rows' || jsonb_build_object('count', c.rows::text)
                    order by c.entity, c.rows desc, c.reason, c.sqlstate
                ),
                '[]'
            )
            from lockstep.reject_causes(array(
                select e.name
                from lockstep_state.entity as e
                where e.name = any (r.entities)
                    and (e.name = any (report.entities) or report.entities is null)
            )) as c
        ),
        'findings', (
            select coalesce(
                jsonb_agg(
                    to_jsonb(f.*) - '{rows,example_keys}'::text[] || case
                        when f.rows is not null then jsonb_build_object(
                            'rows', f.rows::text, 'example_keys', f.example_keys
                        )
                        else '{}'
                    end
                ),
                '[]'
            )
            from lockstep_private.report_findings(report.run) as f
            where f.entity = any (report.entities) or report.entities is null
        ),
        'analysis', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('entity', a.entity, 'facts', a.facts) order by a.entity
                ),
                '[]'
            )
            from lockstep_state.analysis as a
            where a.run = r.id
                and (a.entity = any (report.entities) or report.entities is null)
        ),
        'error', case
            when r.error is not null
                then jsonb_build_object('code', r.error_code, 'message', r.error)
        end,
        'seconds', round(extract(
            epoch from coalesce(r.finished_at, clock_timestamp())
                - coalesce(r.started_at, r.created_at)
        ), 3)
    )
    from (select lockstep_private.run_status(report.run)) as known
    left join lockstep_state.run as r on r.id = report.run
    cross join lateral (
        select coalesce(
            jsonb_agg(lockstep_private.report_entity(to_jsonb(e.*)) order by e.level, e.entity),
            '[]'
        ) as entities
        from lockstep.run_entities as e
        where e.run = r.id and (e.entity = any (report.entities) or report.entities is null)
    ) as b;
$body$;

comment on function lockstep.report is
    'All that is known of a run, as one document; counts are text, since JSON readers lose digits '
    'of large numbers. entities: only what concerns them. domains: their books added up, if there '
    'are domains. seconds: from the first step to the end. Raises LSJ05.';
