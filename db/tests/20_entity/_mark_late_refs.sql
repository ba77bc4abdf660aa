begin;
select plan(6);

-- given
create function pg_temp.late(edges text)
    returns text
    language plpgsql
as $body$
declare
    v_late text;
begin
    -- edges: 'a>b' may be null, 'a!b' may not
    delete from lockstep_state.entity_ref where true;
    delete from lockstep_state.entity_column where true;
    delete from lockstep_state.entity where true;
    insert into lockstep_state.entity (name, source, source_key, target_schema, target_table, target_key, key_strategy, columns, refs,
        on_delete, on_drift, batch_rows, search_path)
    select distinct n.name, 'x', '{id}'::text[], 'x', 'x', '{id}'::text[], 'keep', '{}'::jsonb, '{}'::jsonb, 'keep', 'keep', 1, ''
    from regexp_split_to_table(edges, '[ >!]') as n (name);
    insert into lockstep_state.entity_ref (entity, name, ordinal, refers_to, key, if_missing)
    select left(e.edge, 1), right(e.edge, 1), 1, right(e.edge, 1), '{s.x}', 'reject'
    from regexp_split_to_table(edges, ' ') as e (edge);
    insert into lockstep_state.entity_column (entity, side, name, ordinal, type, is_not_null)
    select left(e.edge, 1), 'target', right(e.edge, 1), 1, 'integer', e.edge ~ '!'
    from regexp_split_to_table(edges, ' ') as e (edge);

    perform lockstep_private.mark_late_refs();
    select string_agg(r.entity || '>' || r.refers_to, ' ' order by r.entity, r.refers_to)
    into v_late
    from lockstep_state.entity_ref as r
    where r.is_late;
    return v_late;
end;
$body$;

-- behaviour
select is(pg_temp.late('b>a c>b c>a'), null, 'without a circle nothing is late');
select is(pg_temp.late('a>a b!a'), 'a>a', 'a reference to itself is');
select is(pg_temp.late('a>b b>a'), 'a>b b>a', 'both of a circle are, if both may be null');
select is(pg_temp.late('a!b b>a'), 'b>a', 'if one may not, it decides the order');
select is(pg_temp.late('a!b b>c c>a d>a'), 'b>c c>a', 'also in a longer circle; who only looks at it waits for nothing');
select is(pg_temp.late('a!b b!a'), 'a>b b>a', 'two that may not be null contradict each other');

select * from finish();
rollback;
