-- room: apply    audience: private    calls: circle_columns undo_keys
create function lockstep_private.undo_reattach(
    shape lockstep_private.shape,
    undo  lockstep_state.run
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
declare
    v_columns text[] := lockstep_private.circle_columns(shape.entity);
    v_join    text := (lockstep_private.undo_keys(shape)).target_join_sql;
    v_rows    bigint;
begin
    execute format(
        $sql$
        with x as materialized (
            select distinct on (o.source_key)
                u.id, o.target_key as target, o.before
            from lockstep_state.overwritten as u
            join lockstep_state.overwritten as o
                on o.entity = u.entity and o.source_key = u.source_key
            where u.run = $2 and u.entity = %1$L and u.state = 'insert' and o.run = $1
            order by o.source_key, o.id
        ),
        attached as (
            update %2$s as t
            set %3$s
            from x
            cross join lateral jsonb_populate_record(null::%2$s, x.before) as p
            where %4$s and (%5$s)
            returning x.id, %6$s as hash
        )
        update lockstep_state.overwritten as u
        set after_hash = a.hash
        from attached as a
        where u.id = a.id
        $sql$,
        shape.entity,
        shape.target,
        (select string_agg(format('%1$I = p.%1$I', n), ', ') from unnest(v_columns) as n),
        v_join,
        (
            select string_agg(format('t.%1$I is distinct from p.%1$I', n), ' or ')
            from unnest(v_columns) as n
        ),
        shape.target_hash
    )
    using (undo.options ->> 'run')::bigint, undo.id;
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$body$;

comment on function lockstep_private.undo_reattach is
    'Fills the references in a circle of the rows that an undo inserted again. Returns their '
    'number.';
