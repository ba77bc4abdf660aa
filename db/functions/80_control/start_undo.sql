-- room: control    audience: public    calls: check_undo unfinished_undo refuse_half_adopted supersede_runs plan_undo write_log
create function lockstep.start_undo(
    run        bigint,
    entities   text[] default null,
    source_key jsonb default null,
    is_dry     boolean default false,
    force      boolean default false
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities text[];
    v_options  jsonb;
    v_undo     bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('lockstep.start_run', 0));
    v_entities := lockstep_private.check_undo(run, entities, source_key);
    v_options := jsonb_strip_nulls(
        jsonb_build_object('run', run, 'key', source_key, 'force', coalesce(force, false))
    );
    if not is_dry then
        v_undo := lockstep_private.unfinished_undo(v_entities, v_options);
        if v_undo is not null then
            return v_undo;
        end if;
        perform lockstep_private.refuse_half_adopted('undo', v_entities);
        perform lockstep_private.supersede_runs(v_entities);
        delete from lockstep_state.watermark as w where w.entity = any (v_entities);
    end if;

    insert into lockstep_state.run (kind, is_dry, entities, options)
    values ('undo', start_undo.is_dry, v_entities, v_options)
    returning id into v_undo;
    perform lockstep_private.plan_undo(v_undo, 0);
    perform lockstep_private.write_log(
        v_undo, null, 'info', format('undo of run %s started', run),
        jsonb_build_object('entities', cardinality(v_entities), 'force', v_options -> 'force')
    );
    return v_undo;
end;
$body$;

comment on function lockstep.start_undo is
    'Plans a run that puts target rows and ledgers back as they were before a run, and returns its '
    'number; lockstep.step(number) does the work. entities: null for all of that run; source_key: '
    'array of text, one row of one entity; is_dry: only count; force: also rows that somebody '
    'changed since, which are otherwise left alone (lockstep.differences). Undo the latest run '
    'first. An undo that did not end is taken up again; one that was cancelled, if nobody wrote '
    'since. Raises LSE01, LSJ04, LSJ05 and LSJ07.';
