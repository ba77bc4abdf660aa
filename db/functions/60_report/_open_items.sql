-- room: report    audience: private    calls: final_entities
create function lockstep_private.open_items()
    returns table (
        place integer, "check" text, level text, entity text, detail text, remedy text, key text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        f.place, f."check", case f."check" when 'sampled' then 'warning' else 'error' end, f.entity,
        f.detail, f.remedy, f.key
    from (
        select
            2, 'unfinished', null, format('run %s (sync) is %s', r.id, r.status),
            format('lockstep sync --resume %s', r.id), format('unfinished:%s', r.id)
        from lockstep_state.run as r
        where r.kind = 'sync' and not r.is_dry
            and r.status in ('pending', 'running', 'paused', 'failed')
        union all
        select
            1, 'unmapped', null, 'there is no entity', 'lockstep entity load DIR', 'unmapped'
        where not exists (select from lockstep_state.entity)
        union all
        select x.place, x."check", e.entity, x.detail, x.command || e.entity,
            format('%s:%s', x."check", e.entity)
        from lockstep_private.final_entities() as e
        cross join lateral (
            values
                (4, 'set_aside', e.set_aside > 0,
                    format('%s indexes or foreign keys are set aside', e.set_aside),
                    'lockstep sync '),
                (5, 'not_synced', e.whole_run is null,
                    'no sync has looked at all rows', 'lockstep sync '),
                (5, 'mapping_changed', not e.is_current,
                    'the mapping is another one since all rows were synced', 'lockstep sync '),
                (5, 'unaccounted', e.unaccounted <> 0,
                    format('%s rows are not accounted for', e.unaccounted), 'lockstep sync '),
                (6, 'rejects', e.open_rejects > 0,
                    format('%s rows are rejected', e.open_rejects), 'lockstep rejects '),
                (7, 'not_compared', e.comparison_run is null,
                    'all rows were never compared', 'lockstep compare '),
                (7, 'compared_before', e.comparison_run < e.sync_run,
                    'the last comparison was before the last sync', 'lockstep compare '),
                (7, 'differing', e.differing > 0 and e.comparison_run > e.sync_run,
                    format('%s rows differ', e.differing), 'lockstep sync '),
                (8, 'not_validated', e.validation_run is null,
                    'it was never validated', 'lockstep validate '),
                (8, 'validated_before', e.validation_run < e.sync_run,
                    'the last validation was before the last sync', 'lockstep validate '),
                (8, 'invalid', e.errors > 0,
                    format(
                        'validation %1$s found %2$s errors (lockstep report %1$s)',
                        e.validation_run, e.errors
                    ), 'lockstep validate '),
                (8, 'sampled', e.is_sampled,
                    'the last validation compared a sample of the content', 'lockstep validate ')
        ) as x (place, "check", is_open, detail, command)
        where x.is_open
    ) as f (place, "check", entity, detail, remedy, key)
    where f.key not in (select m.key from lockstep_state.muted_finding as m)
    order by f.place, f.entity, f."check";
$body$;

comment on function lockstep_private.open_items is
    'What keeps the whole from being ready (level error), or nearly does, in the order in which to '
    'see to it.';
