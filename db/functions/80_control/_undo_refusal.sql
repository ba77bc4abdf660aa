-- room: control    audience: private    calls: nothing
create function lockstep_private.undo_refusal(
    run        bigint,
    entities   text[],
    source_key jsonb,
    out reason text,
    out remedy text
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select x.reason, x.remedy
    from lockstep_state.run as r
    left join lateral (
        select v.id
        from lockstep_state.run as v
        where v.kind = 'undo'
            and not v.is_dry
            and v.status = 'completed'
            and (v.options ->> 'run')::bigint = r.id
            and not v.options ? 'key'
            and undo_refusal.entities <@ v.entities
            and not exists (select from lockstep_state.difference as d where d.run = v.id)
            and not exists (
                select
                from lockstep_state.run as w
                where w.kind = 'undo' and not w.is_dry and w.status = 'completed'
                    and (w.options ->> 'run')::bigint = v.id
            )
        order by v.id desc
        limit 1
    ) as u on true
    cross join lateral (
        values
            (
                1,
                r.kind not in ('sync', 'undo', 'adopt') or r.is_dry or exists (
                    select
                    from lockstep_state.run as a
                    where a.id = (r.options ->> 'run')::bigint and a.kind = 'adopt'
                ), 'it wrote nothing', 'List the runs: lockstep status.'
            ),
            (
                2, r.status in ('pending', 'running', 'paused'), format('it is %s', r.status),
                format('Let it end, or end it: lockstep cancel %s', r.id)
            ),
            (
                3, r.images_pruned_at is not null, 'its before-images were pruned',
                'Keep them longer: lockstep prune --older-than.'
            ),
            (
                4, coalesce(undo_refusal.entities, '{}') = '{}',
                'none of its entities is defined any more',
                'Load the mappings again: lockstep entity load DIR'
            ),
            (
                5, not undo_refusal.entities <@ r.entities,
                format('it did not work on entity %L', (
                    select min(n)
                    from unnest(undo_refusal.entities) as n
                    where n <> all (r.entities)
                )),
                format('Its entities: lockstep report %s', r.id)
            ),
            (
                6, undo_refusal.source_key is not null and cardinality(undo_refusal.entities) <> 1,
                'a key belongs to one entity', 'Name the entity, too: --entity.'
            ),
            (
                7, undo_refusal.source_key is not null and (
                    select case jsonb_typeof(undo_refusal.source_key)
                        when 'array' then
                            jsonb_array_length(undo_refusal.source_key) <> cardinality(e.source_key)
                            or undo_refusal.source_key @? '$[*] ? (@.type() != "string")'
                        else true
                    end
                    from lockstep_state.entity as e
                    where e.name = undo_refusal.entities[1]
                ),
                'the key does not fit the entity',
                'Give one text for each column of its source key.'
            ),
            (
                8, u.id is not null, format('run %s did so already', u.id),
                format('To take that back: lockstep undo %s', u.id)
            )
    ) as x (ordinal, is_true, reason, remedy)
    where r.id = undo_refusal.run and x.is_true
    order by x.ordinal
    limit 1;
$body$;

comment on function lockstep_private.undo_refusal is
    'Why a run cannot be undone and what to do about it; null if it can.';
