-- room: apply    audience: private    calls: nothing
--
-- What a run left of a row is told by the first entry of the journal since: its own, or the one of
-- a later run, whose picture of the ledger names the run that wrote the row before.
create function lockstep_private.undo_images_sql(entity text)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select distinct on (o.source_key)
            o.run, o.source_key as key, o.target_key as target, o.before, o.ledger,
            (
                select n.after_hash
                from lockstep_state.overwritten as n
                where n.entity = o.entity and n.source_key = o.source_key and n.run = o.run
                order by n.id desc
                limit 1
            ) as after_hash
        from lockstep_state.overwritten as o
        where o.entity = %1$L
            and o.run >= $1
            and o.run <> $2
            and ($3::jsonb is null or o.source_key = $3)
        order by o.source_key, o.id
        $sql$,
        undo_images_sql.entity
    );
$body$;

comment on function lockstep_private.undo_images_sql is
    'The first before-image of each row of an entity since a run. Placeholders: $1 that run, $2 '
    'the run that undoes it, $3 one source key or null.';
