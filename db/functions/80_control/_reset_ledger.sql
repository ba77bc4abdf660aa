-- room: control    audience: private    calls: write_log
create function lockstep_private.reset_ledger(entity text, part text, is_dry boolean)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_rows bigint;
begin
    execute format(
        'select count(*) from lockstep_ledger.%I as l where l.settled_at is null', entity
    )
    into v_rows;
    if not is_dry then
        delete from lockstep_state.watermark as w where w.entity = reset_ledger.entity;
        if part = 'hashes' then
            execute format(
                'update lockstep_ledger.%I as l set source_hash = null, target_version = null '
                'where l.settled_at is null',
                entity
            );
        end if;
        perform lockstep_private.write_log(
            null, entity, 'warning', format('checkpoint reset: %s', part),
            jsonb_build_object('rows', v_rows)
        );
    end if;

    return case
        when part = 'watermark' then format(
            'The next sync of entity %s looks at all of its %s rows, also with --watermark. It '
            'writes only what differs.', entity, v_rows
        )
        else format(
            'The next sync of entity %s writes all of its %s rows once more, under their keys: '
            'triggers fire, and each row that is written over is kept as it was.', entity, v_rows
        )
    end;
end;
$body$;

comment on function lockstep_private.reset_ledger is
    'Forgets how far back a sync by watermark has to look, and for hashes also what rows were like '
    'when they were synced; never a key. Returns the consequence.';
