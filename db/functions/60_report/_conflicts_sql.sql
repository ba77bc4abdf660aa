-- room: report    audience: private    calls: undo_keys undo_columns
--
-- What a row became is told by the next entry of the journal, else by the target row itself. Where
-- neither tells it (somebody deleted the row since), the column is null.
create function lockstep_private.conflicts_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select
            %1$L, x.key, x.state, c.key,
            case when $2 then c.value #>> '{}' end,
            case when $2 then a.after ->> c.key end
        from (
            select o.id, o.source_key as key, o.target_key as target, o.state, o.before
            from lockstep_state.overwritten as o
            where o.run = $1 and o.entity = %1$L and o.before is not null
        ) as x
        left join lateral (
            select n.id, n.before
            from lockstep_state.overwritten as n
            where n.entity = %1$L and n.source_key = x.key and n.id > x.id
            order by n.id
            limit 1
        ) as n on true
        left join %2$s as t on %3$s
        cross join lateral (
            select case when n.id is not null then n.before else to_jsonb(t.*) end as after
        ) as a
        left join lateral jsonb_each(x.before) as c
            on c.key = any (%4$L)
            and c.value is distinct from a.after -> c.key
            and (a.after is not null or (x.state = 'delete' and n.id is null))
        order by x.id, c.key
        $sql$,
        shape.entity,
        shape.target,
        (lockstep_private.undo_keys(shape)).target_join_sql,
        array(select c.name from lockstep_private.undo_columns(shape) as c)
    );
$body$;

comment on function lockstep_private.conflicts_sql is
    'What a run overwrote in the target of an entity, column by column. Placeholders: $1 run, $2 '
    'whether values are shown.';
