-- room: control    audience: private    calls: refuse_changed_source analysis_keys count_excluded analyze_changes count_extra analysis_known analysis_references analysis_refused
create function lockstep_private.analyze_segment(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_keys     record;
    r_known    record;
    v_excluded bigint;
    v_extra    bigint;
    r_changes  record;
    v_can_tell boolean;
    v_facts    jsonb;
begin
    perform lockstep_private.refuse_changed_source(shape);
    r_keys := lockstep_private.analysis_keys(shape);
    v_excluded := lockstep_private.count_excluded(shape);
    segment.source_rows := r_keys.rows;
    v_can_tell := r_keys.null_keys + r_keys.duplicate_keys = 0;
    r_changes := lockstep_private.analyze_changes(shape, segment, v_can_tell);
    segment := r_changes.counted;
    v_extra := lockstep_private.count_extra(shape, r_changes.target_blocks);
    r_known := lockstep_private.analysis_known(shape);

    v_facts := jsonb_build_object(
        'source', to_jsonb(r_keys) || jsonb_build_object('excluded', v_excluded),
        'ledger', to_jsonb(r_known) - 'target_rows',
        'target', jsonb_build_object(
            'rows', r_known.target_rows,
            'known', r_known.target_rows - v_extra,
            'extra', v_extra
        ),
        'changes', case
            when v_can_tell then jsonb_build_object(
                'insert', segment.insert, 'update', segment.update,
                'conflict', segment.conflict, 'drift', segment.drift,
                'missing', segment.missing, 'delete', segment.delete,
                'unchanged', segment.unchanged
            )
        end,
        'references', lockstep_private.analysis_references(shape),
        'refusals', lockstep_private.analysis_refused(shape, r_changes.from_sql)
    );
    insert into lockstep_state.analysis (run, entity, facts)
    values (segment.run, segment.entity, v_facts)
    on conflict on constraint analysis_pkey do update set facts = excluded.facts;
    update lockstep_state.run_entity as e
    set source_rows = r_keys.rows + v_excluded,
        excluded = v_excluded,
        extra = v_extra,
        synced = case when v_can_tell then segment.unchanged end,
        rejected = (v_facts #>> '{ledger,rejected}')::bigint,
        finished_at = clock_timestamp()
    where e.run = segment.run and e.entity = segment.entity;

    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.analyze_segment is
    'Finds out about an entity what can be known before a sync, and keeps it in '
    'lockstep_state.analysis. Of a source whose keys are missing or double, no row can be told '
    'from another: then changes are null.';
