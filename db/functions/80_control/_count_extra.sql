-- room: control    audience: private    calls: joined_sql ledger_keys
create function lockstep_private.count_extra(
    shape         lockstep_private.shape,
    target_blocks bigint[] default null
)
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    v_known_sql text;
    v_extra     bigint;
begin
    if cardinality(target_blocks) = 0 then
        return 0;
    end if;
    select string_agg(
        format(
            ' and not exists (select from lockstep_ledger.%I as l where %s)',
            e.name,
            lockstep_private.joined_sql(
                e.target_key, 't.',
                lockstep_private.ledger_keys('target', cardinality(e.target_key)), 'l.'
            )
        ),
        '' order by e.name
    )
    into v_known_sql
    from lockstep_state.entity as e
    where format('%I.%I', e.target_schema, e.target_table) = shape.target;

    execute format(
        'select count(*) from %s as t where %s%s',
        shape.target,
        case
            when target_blocks is null then 'true'
            else format('%s = any (%L::bigint[])', shape.target_block, target_blocks)
        end,
        v_known_sql
    )
    into v_extra;

    return v_extra;
end;
$body$;

comment on function lockstep_private.count_extra is
    'Target rows that no ledger knows: neither the entity''s own nor that of another entity that '
    'writes to the same table. target_blocks: blocks of the target''s keys to look at; '
    'null for all.';
