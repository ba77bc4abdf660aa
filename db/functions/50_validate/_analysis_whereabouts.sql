-- room: validate    audience: private    calls: analysis_filtered_sql joined_sql key_json_sql
create function lockstep_private.analysis_whereabouts(parent lockstep_private.shape)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set jit = off
as $body$
declare
    v_filtered_sql text := lockstep_private.analysis_filtered_sql(parent);
    v_join_sql     text := lockstep_private.joined_sql(
        parent.ledger_source_keys, 'w.', parent.ledger_source_keys, 'k.'
    );
    v_key_sql      text := lockstep_private.key_json_sql(parent.ledger_source_keys, 'w.');
    v_step         record;
begin
    for v_step in
        select s.cause, s.keys_sql
        from (
            values
                (1, 'resolved', format(
                    $sql$
                    select k.* from lockstep_ledger.%I as k
                    where k.target_hash is not null
                        and (k.gone_at is null or k.settled_at is not null)
                    $sql$,
                    parent.entity
                )),
                (3, 'waiting', format(
                    'select %s from %s as s',
                    (
                        select string_agg(
                            format('%s::%s as %I', k.key_sql, k.type, k.name), ', '
                        )
                        from unnest(
                            parent.key_expressions, parent.key_types, parent.ledger_source_keys
                        ) as k (key_sql, type, name)
                    ),
                    parent.source
                )),
                (4, 'excluded', v_filtered_sql)
        ) as s (place, cause, keys_sql)
        where s.keys_sql is not null
        order by s.place
    loop
        if v_step.cause = 'waiting' then
            execute format(
                $sql$
                update pg_temp.lockstep_wanted as w
                set cause = 'rejected'
                from lockstep_state.reject as r
                where w.cause is null and r.entity = %L and r.source_key = %s
                    and r.operation = 'write' and r.closed_at is null
                $sql$,
                parent.entity, v_key_sql
            );
        end if;
        exit when not exists (select from pg_temp.lockstep_wanted as w where w.cause is null);
        execute format(
            'update pg_temp.lockstep_wanted as w set cause = %L from (%s) as k '
                'where w.cause is null and %s',
            v_step.cause, v_step.keys_sql, v_join_sql
        );
    end loop;
    update pg_temp.lockstep_wanted as w set cause = 'nowhere' where w.cause is null;
end;
$body$;

comment on function lockstep_private.analysis_whereabouts is
    'Notes in lockstep_wanted what became of the row of each key: resolved, rejected, waiting, '
    'excluded, nowhere.';
