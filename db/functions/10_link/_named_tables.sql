-- room: link    audience: private    calls: link_row local_name
--
-- A name once given stays: a new table must not slip under the name that a mapping already uses.
create function lockstep_private.named_tables(link text, tables lockstep_state.linked_table[])
    returns setof lockstep_state.linked_table
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_link  lockstep_state.link := lockstep_private.link_row(link);
    r_table lockstep_state.linked_table;
    v_known jsonb;
    v_taken text[];
begin
    select
        jsonb_object_agg(format('%I.%I', t.remote_schema, t.remote_table), t.local_table),
        array_agg(t.local_table)
    into v_known, v_taken
    from lockstep_state.linked_table as t
    where t.link = named_tables.link;

    -- What else stands in the schema, and is not ours, keeps its name too.
    v_taken := coalesce(v_taken, '{}') || array(
        select c.relname::text
        from pg_class as c
        where c.relnamespace = to_regnamespace(quote_ident(r_link.local_schema))
    );

    foreach r_table in array array(
        select t
        from unnest(tables) as t
        order by array_position(r_link.remote_schemas, t.remote_schema), t.remote_table
    ) loop
        r_table.local_table := coalesce(
            v_known ->> format('%I.%I', r_table.remote_schema, r_table.remote_table),
            lockstep_private.local_name(r_table.remote_schema, r_table.remote_table, v_taken)
        );
        v_taken := v_taken || r_table.local_table;
        return next r_table;
    end loop;
end;
$body$;

comment on function lockstep_private.named_tables is
    'The tables with the names that they have, or will have, in the schema of the link.';
