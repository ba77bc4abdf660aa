-- room: report    audience: public    calls: run_status
create function lockstep.adoption_causes(run bigint)
    returns table (
        entity       text,
        reason       text,
        is_open      boolean,
        rows         bigint,
        deleted      bigint,
        example_keys jsonb,
        remedy       text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        c.entity,
        c.reason,
        w.is_open and c.deleted < c.rows,
        c.rows,
        c.deleted,
        (
            select coalesce(jsonb_agg(x.source_key || x.target_key order by x.id), '[]')
            from (
                select i.id, i.source_key, i.target_key
                from lockstep_state.adoption_issue as i
                where i.run = adoption_causes.run
                    and i.entity = c.entity
                    and i.reason = c.reason
                    and i.before is null
                order by i.id
                limit 5
            ) as x
        ),
        format(w.remedy, c.entity)
    from (
        select
            i.entity, i.reason, count(distinct i.target_key) as rows,
            count(distinct i.target_key) filter (where i.before is not null) as deleted
        from lockstep_state.adoption_issue as i
        where i.run = adoption_causes.run
        group by i.entity, i.reason
    ) as c
    join (
        values
            (
                1, 'duplicate', true,
                'Another row of the same source key was adopted. lockstep sync, so that nobody '
                    'refers to these, then: lockstep entity adopt %s --delete-duplicates'
            ),
            (
                2, 'gone', true,
                'The source has no such row. Leave them, or have the next sync delete them: '
                    'lockstep entity adopt %s --gone'
            ),
            (
                3, 'taken', true,
                'The row is another source key''s: the next sync inserts one of its own. Correct '
                    'the mapping table or the query.'
            ),
            (
                4, 'null_key', true,
                'A key is missing. Correct the mapping table, or leave it out (--where).'
            ),
            (
                5, 'malformed', true,
                'What is there cannot be a key of %s. Correct it, or leave it out (--where).'
            ),
            (6, 'nothing', false, 'There is no such row: lockstep sync writes it, under this key.'),
            (7, 'stale', false, 'Its source key has another row. Nothing to do.')
    ) as w (place, reason, is_open, remedy) using (reason)
    where lockstep_private.run_status(adoption_causes.run) is not null
    order by c.entity, w.place;
$body$;

comment on function lockstep.adoption_causes is
    'What an adoption could not match, by cause: how many target rows, how many of them it '
    'deleted, up to five keys (source key, then target key), and what to do about it. is_open: is '
    'anything to be done? Raises LSJ05.';
