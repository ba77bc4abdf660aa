-- room: control    audience: private    calls: nothing
--
-- Keys are looked up one by one: above a fifth of the rows it is cheaper to read all of them.
create function lockstep_private.is_wide(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns boolean
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select segment.kind = 'all'
        and shape.range_source is not null
        and c.rows > shape.batch_rows
        and c.rows * 5 > segment.source_rows
    from (
        values (
            segment.insert + segment.update + segment.conflict + segment.drift + segment.missing
                + segment.delete
        )
    ) as c (rows);
$body$;

comment on function lockstep_private.is_wide is
    'Was an entity compared as a whole, and differs in so many rows that ranges of its keys are to '
    'be synced instead?';
