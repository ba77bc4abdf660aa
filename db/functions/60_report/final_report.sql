-- room: report    audience: public    calls: doctor open_items unread_tables next_steps final_entity final_entities deployments domain_sums final_tables reject_causes chart_history
create function lockstep.final_report()
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_doctor   jsonb;
    v_entities jsonb;
    v_open     jsonb;
    v_steps    jsonb;
begin
    select coalesce(jsonb_agg(to_jsonb(d.*)), '[]') into v_doctor from lockstep.doctor() as d;
    select coalesce(jsonb_agg(to_jsonb(o.*) order by o.place, o.entity, o.key), '[]')
    into v_open
    from (
        select i.* from lockstep_private.open_items() as i
        union all
        select 1, d."check", d.level, d.entity, d.detail, d.remedy, d.key
        from jsonb_to_recordset(v_doctor) as d (
            "check" text, level text, entity text, detail text, remedy text, key text
        )
        where d.level = 'error'
        union all
        select
            9, 'unread_table', 'warning', null,
            format('no entity reads table %s (about %s rows)', u.name, u.estimated_rows),
            'map it, or mute the finding', u.key
        from lockstep_private.unread_tables() as u
        where u.key not in (select m.key from lockstep_state.muted_finding as m)
    ) as o;
    v_steps := lockstep_private.next_steps(v_open);
    select coalesce(
        jsonb_agg(lockstep_private.final_entity(to_jsonb(e.*)) order by e.entity), '[]'
    )
    into v_entities
    from lockstep_private.final_entities() as e;

    return jsonb_build_object(
        'ready', not v_open @> '[{"level": "error"}]',
        'verdict', coalesce(
            'not ready: ' || (
                select string_agg(s.step ->> 'why', '; ' order by s.ordinal)
                from jsonb_array_elements(v_steps) with ordinality as s (step, ordinal)
                where s.step ->> 'level' = 'error'
            ),
            'ready'
        ),
        'at', clock_timestamp(),
        'version', (select p.version from lockstep.deployments as p order by p.id desc limit 1),
        'entities', v_entities,
        'domains', lockstep_private.domain_sums(v_entities),
        'tables', (
            select coalesce(
                jsonb_agg(
                    to_jsonb(t.*) || jsonb_build_object('estimated_rows', t.estimated_rows::text)
                    order by t.source_table
                ),
                '[]'
            )
            from lockstep_private.final_tables() as t
        ),
        'open', v_open,
        'steps', v_steps,
        'rejects', (
            select coalesce(
                jsonb_agg(
                    to_jsonb(c.*) - 'rows' || jsonb_build_object('count', c.rows::text)
                    order by c.entity, c.rows desc, c.reason, c.sqlstate
                ),
                '[]'
            )
            from lockstep.reject_causes() as c
        ),
        'doctor', v_doctor,
        'muted', (
            select coalesce(jsonb_agg(to_jsonb(m.*) order by m.key), '[]')
            from lockstep_state.muted_finding as m
        ),
        'history', lockstep_private.chart_history(
            array(select e.name from lockstep_state.entity as e),
            (select max(r.id) from lockstep_state.run as r)
        )
    );
end;
$body$;

comment on function lockstep.final_report is
    'Whether the whole is ready to be signed off, as one document: each entity with its last sync, '
    'comparison and validation, rows not accounted for, open rejects; the same by domain, if there '
    'are any; each table of the source with the entities that its rows go to, and its columns that '
    'none reads; what is open, in the order in which to see to it; what the doctor finds, and what '
    'is muted, with the reason. Counts are text. Reads the source.';
