-- room: validate    audience: private    calls: key_json_sql
--
-- What the run found without the ledger may be what is known to be apart already: a row that was
-- refused, or is not there.
create function lockstep_private.count_content(
    shape    lockstep_private.shape,
    standing lockstep_private.standing,
    run      bigint
)
    returns lockstep_private.standing
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    select sum(s.source_rows)
    into standing.looked_at
    from lockstep_state.segment as s
    where s.run = count_content.run and s.entity = shape.entity;

    execute format(
        $sql$
        select
            count(*) filter (where d.state <> 'delete'),
            count(*) filter (where d.state = 'delete'),
            to_jsonb((array_agg(d.source_key order by d.state = 'delete', d.source_key))[1:5])
        from lockstep_state.difference as d
        where d.run = $1
            and d.entity = %L
            and not exists (
                select from pg_temp.lockstep_apart as a where d.source_key = %s
            )
        $sql$,
        shape.entity, lockstep_private.key_json_sql(shape.ledger_source_keys, 'a.')
    )
    into standing.differing, standing.surplus, standing.example_keys
    using count_content.run;
    return standing;
end;
$body$;

comment on function lockstep_private.count_content is
    'What the run''s comparison of the content has found beyond lockstep_apart: rows that it '
    'looked at, rows that differ or that it missed, target rows whose source row is not there.';
