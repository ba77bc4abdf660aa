-- room: control    audience: private    calls: joined_sql ledger_keys
--
-- Where the versions of all rows add up to those in the ledger, which is much faster to tell than
-- by looking up each, there are no others.
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
    v_is_same   boolean;
    v_extra     bigint;
begin
    if target_blocks is null then
        execute format(
            $sql$
            select t.rows = l.rows and t.versions is not distinct from l.versions
            from (select count(*) as rows, sum(%s) as versions from %s as t) as t
            cross join (
                select count(*) as rows, sum(l.target_version) as versions
                from %s as l
                where l.settled_at is null
            ) as l
            $sql$,
            shape.target_version, shape.target, shape.ledger
        )
        into v_is_same;
    end if;
    if v_is_same or cardinality(target_blocks) = 0 then
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
