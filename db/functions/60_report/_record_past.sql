-- room: report    audience: private    calls: reject_remedy
create function lockstep_private.record_past(
    entity      text,
    source_key  jsonb,
    with_values boolean,
    out rejects jsonb,
    out history jsonb
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'operation', r.operation,
                        'reason', r.reason,
                        'sqlstate', r.sqlstate,
                        'constraint', r.constraint_name,
                        'column', r.column_name,
                        'message', case
                            when r.reason <> 'trigger' or r.sqlstate = '02000' or with_values
                                then r.message
                        end,
                        'first_run', r.first_run::text,
                        'last_run', r.last_run::text,
                        'closed_at', r.closed_at,
                        'remedy', case
                            when r.closed_at is null then lockstep_private.reject_remedy(
                                r.entity, r.operation, r.reason, r.sqlstate, r.constraint_name,
                                coalesce(f.label, r.column_name),
                                jsonb_build_array(r.unresolved -> f.label)
                            )
                        end
                    )
                    order by r.id
                ),
                '[]'
            )
            from lockstep_state.reject as r
            left join lockstep_state.entity_ref as f
                on f.entity = r.entity and f.name = r.column_name and r.unresolved ? f.label
            where r.entity = record_past.entity and r.source_key = record_past.source_key
        ),
        (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('run', o.run::text, 'state', o.state, 'at', o.at)
                    order by o.id
                ),
                '[]'
            )
            from lockstep_state.overwritten as o
            where o.entity = record_past.entity and o.source_key = record_past.source_key
        );
$body$;

comment on function lockstep_private.record_past is
    'Why a row was refused, ever (open: closed_at is null, with the remedy), and when lockstep '
    'wrote over its target row. with_values: also what triggers said, which may quote the row.';
