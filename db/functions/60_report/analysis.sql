-- room: report    audience: public    calls: run_status analysis_last_sync analysis_row_bytes analysis_seconds
create function lockstep.analysis(run bigint)
    returns table (
        entity         text,
        state          text,
        source_rows    bigint,
        excluded       bigint,
        null_keys      bigint,
        duplicate_keys bigint,
        duplicate_rows bigint,
        ledger_rows    bigint,
        settled_rows   bigint,
        target_rows    bigint,
        known_rows     bigint,
        extra_rows     bigint,
        gaps           bigint,
        orphans        bigint,
        changes        jsonb,
        unresolved     bigint,
        refused        bigint,
        "references"   jsonb,
        refusals       jsonb,
        open_rejects   bigint,
        last_run       bigint,
        last_synced_at timestamptz,
        next_rows      bigint,
        next_bytes     bigint,
        next_seconds   double precision,
        seconds_basis  text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        a.entity,
        case
            when a.facts -> 'changes' = 'null' then null
            when c.insert + c.missing = s.rows and s.rows > 0 then 'missing'
            when c.insert + c.update + c.conflict + c.missing > 0 then 'behind'
            when c.drift + c.delete > 0 then 'ahead'
            else 'synced'
        end,
        s.rows, s.excluded, s.null_keys, s.duplicate_keys, s.duplicate_rows, l.live, l.settled,
        t.rows, t.known, t.extra, c.insert, c.delete, a.facts -> 'changes',
        (
            select coalesce(sum(f.waiting + f.rejected + f.excluded + f.nowhere), 0)::bigint
            from jsonb_to_recordset(a.facts -> 'references')
                as f (waiting bigint, rejected bigint, excluded bigint, nowhere bigint)
        ),
        (
            select coalesce(sum(f.rows), 0)::bigint
            from jsonb_to_recordset(a.facts -> 'refusals') as f (rows bigint)
        ),
        a.facts -> 'references', a.facts -> 'refusals', l.rejected, p.run, p.finished_at,
        n.rows, n.written * b.row_bytes, w.seconds, w.basis
    from lockstep_state.analysis as a
    join lockstep_state.run_entity as e on e.run = a.run and e.entity = a.entity
    cross join lateral jsonb_to_record(a.facts -> 'source') as s (
        rows bigint, excluded bigint, null_keys bigint, duplicate_keys bigint, duplicate_rows bigint
    )
    cross join lateral jsonb_to_record(a.facts -> 'ledger')
        as l (live bigint, settled bigint, rejected bigint)
    cross join lateral jsonb_to_record(a.facts -> 'target')
        as t (rows bigint, known bigint, extra bigint)
    cross join lateral jsonb_to_record(coalesce(nullif(a.facts -> 'changes', 'null'), '{}')) as c (
        insert bigint, update bigint, conflict bigint, drift bigint, missing bigint, delete bigint
    )
    cross join lateral (
        select
            c.insert + c.update + c.conflict + c.drift + c.missing as written,
            c.insert + c.update + c.conflict + c.drift + c.missing + c.delete as rows
    ) as n
    left join lateral lockstep_private.analysis_last_sync(a.run, a.entity) as p on true
    left join lateral lockstep_private.analysis_row_bytes(a.entity) as b (row_bytes) on true
    left join lateral lockstep_private.analysis_seconds(
        a.entity, s.rows, n.written, coalesce(c.insert * 2 > s.rows, false)
    ) as w on true
    where a.run = analysis.run and lockstep_private.run_status(analysis.run) is not null
    order by e.level, a.entity;
$body$;

comment on function lockstep.analysis is
    'What an analysis found of each entity. state: missing (no row of it is on the target), behind '
    '(the source has rows or changes that the target has not), ahead (rows of the target changed '
    'there, or their source row is gone), synced; null where keys are missing or double, so that '
    'rows cannot be told apart. gaps: source rows without ledger entry; orphans: ledger entries '
    'without source row; unresolved: rows whose reference finds no target row; refused: values '
    'that the target will refuse; references, refusals: the same by column and cause. next_…: '
    'what the next sync would write, about how many bytes that is and how long it takes, by '
    'seconds_basis. Raises LSJ05.';
