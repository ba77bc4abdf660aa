-- room: adopt    audience: private    calls: refuse_adoption joined_sql prefixed_list
create function lockstep_private.rank_claims(shape lockstep_private.shape, ways jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $body$
declare
    v_prefer_sql text := ways ->> 'prefer';
begin
    if ways ? 'search_path' then
        perform set_config('search_path', ways ->> 'search_path', true);
    end if;
    execute format(
        $sql$
        update pg_temp.lockstep_open as o
        set preference = r.place
        from (
            select %1$s, rank() over (order by (%2$s)) as place from %3$s as t
        ) as r
        where %4$s
        $sql$,
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        v_prefer_sql,
        shape.target,
        lockstep_private.joined_sql(shape.ledger_target_keys, 'o.', shape.target_keys, 'r.')
    );
    perform set_config('search_path', 'pg_catalog, pg_temp', true);
exception
    -- boundary: what is wrong with the words of a user gets the entity's name.
    when others then
        if left(sqlstate, 2) not in ('0A', '21', '22', '42') then
            raise;
        end if;
        perform lockstep_private.refuse_adoption(
            shape.entity, format('by --prefer: %s', sqlerrm),
            'An expression over t, the target row; of several, the one with the least is taken.'
        );
end;
$body$;

comment on function lockstep_private.rank_claims is
    'Ranks the claims in lockstep_open by what is preferred among duplicates. Raises LSE21.';
