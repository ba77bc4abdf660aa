-- room: report    audience: private    calls: nothing
create function lockstep_private.last_passes()
    returns table (
        entity      text,
        pass        text,
        run         bigint,
        kind        text,
        is_deep     boolean,
        is_sampled  boolean,
        finished_at timestamptz
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select distinct on (x.entity, p.pass)
        x.entity, p.pass, r.id, r.kind, coalesce((r.options ->> 'deep')::boolean, false),
        coalesce((r.options ->> 'sample')::numeric < 1, false), r.finished_at
    from lockstep_state.run_entity as x
    join lockstep_state.run as r on r.id = x.run
    cross join lateral (
        values
            ('sync', r.kind = 'sync' and not r.is_dry),
            ('whole', r.kind = 'sync' and not r.is_dry and x.is_accounted is not null),
            (
                'comparison',
                (r.kind in ('compare', 'detect') or (r.kind = 'sync' and r.is_dry))
                    and x.since is null
                    and not r.options ? 'since'
                    and not coalesce(r.options -> 'partial' ? x.entity, false)
                    and x.finished_at is not null
            ),
            ('validation', r.kind = 'validate')
    ) as p (pass, is_one)
    where r.status = 'completed' and p.is_one
    order by x.entity, p.pass, r.id desc;
$body$;

comment on function lockstep_private.last_passes is
    'The latest completed run of each entity by what it is good for: sync; whole (a sync that '
    'looked at all rows and closed the books); comparison (of all rows); validation.';
