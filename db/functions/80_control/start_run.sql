-- room: control    audience: public    calls: check_run_arguments analysed_entities run_entities check_adoption resumable_run unfinished_adoption refuse_half_adopted supersede_runs fixed_options plan_run write_log
--
-- No entity is defined while a run is planned, so that the plan is of one state of the mapping.
create function lockstep.start_run(
    kind     text,
    entities text[] default null,
    is_dry   boolean default false,
    options  jsonb default '{}'
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities text[];
    v_run      bigint;
begin
    perform lockstep_private.check_run_arguments(kind, options);
    lock table lockstep_state.entity in share mode;
    v_entities := case
        when options ? 'analysis' then lockstep_private.analysed_entities(
            (options ->> 'analysis')::bigint, entities
        )
        else lockstep_private.run_entities(kind, entities)
    end;

    perform pg_advisory_xact_lock(hashtextextended('lockstep.start_run', 0));
    if kind = 'adopt' then
        perform lockstep_private.check_adoption(v_entities, entities, is_dry, options);
        options := options || jsonb_strip_nulls(jsonb_build_object('named', entities));
    end if;
    if kind in ('sync', 'adopt') and not is_dry then
        v_run := case kind
            when 'sync' then lockstep_private.resumable_run(v_entities, options)
            else lockstep_private.unfinished_adoption(v_entities, options)
        end;
        if v_run is not null then
            return v_run;
        end if;
        perform lockstep_private.refuse_half_adopted(kind, v_entities);
        perform lockstep_private.supersede_runs(v_entities);
    end if;

    insert into lockstep_state.run (kind, is_dry, entities, options)
    values (
        start_run.kind,
        start_run.is_dry,
        v_entities,
        lockstep_private.fixed_options(start_run.options)
    )
    returning id into v_run;
    perform lockstep_private.plan_run(v_run);
    perform lockstep_private.write_log(
        v_run, null, 'info', format('%s started', kind),
        jsonb_build_object('entities', cardinality(v_entities), 'options', options)
    );

    return v_run;
end;
$body$;

comment on function lockstep.start_run is
    'Plans a run and returns its number; lockstep.step(run) does the work. kind: sync, compare, '
    'detect, analyze, validate or adopt; entities: null for all, a sync or adoption adds those '
    'they refer to; is_dry: only count; options: {"batch_rows": 1-1000000, "allow_deletes": '
    'boolean, "max_delete_ratio": 0-1, "since": time, "stop_after": differences, "watermark": '
    'boolean, "fast_first_load": boolean, "analysis": run, "deep": boolean, "strict": boolean, '
    '"settle": 0-600, "save": true, "min_success": 0-100, "sample": 0-1, "allow_rejects": boolean, '
    '"ways": object, "gone": boolean, "delete_duplicates": boolean, "deletes": boolean}; '
    'stop_after: a detect looks no further when it has found so many; watermark: entities '
    'that have one (of a date or time) look only at rows that moved since the last sync, and '
    'delete nothing; fast_first_load: secondary indexes and '
    'foreign keys of empty tables are dropped and built behind the load; analysis: a sync looks '
    'only at the rows that this detect found; deep: a compare of what the mapping makes of the '
    'source with the target, without the ledger, which saves its differences; strict: with it, '
    'values that are equal but written in another way differ, too; settle: seconds after which '
    'what differs is looked at again, and counts only if it still does; save: a compare keeps '
    'keys and states of what differs; min_success, sample: of a validation, percent of rows that '
    'have to be correct, and share whose content is compared; allow_rejects: with them, rows that '
    'were refused do not count; ways: how entities are adopted, '
    'instead of their definitions; gone: rows that nobody knows at the source are adopted, too, '
    'so that the next sync deletes them; delete_duplicates: rows whose source key has another one '
    'go (both of the named entities, not of those they refer to); deletes: false: a sync leaves '
    'what is gone at the source to a later one. A sync that did not end is taken up again, with '
    'what it was told of that. Raises LSE01, LSE19, LSE21, LSE22, LSJ01 to LSJ05, LSJ11, LSJ13, '
    'LSJ14 and LSJ15.';
