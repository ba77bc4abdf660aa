-- room: entity    audience: private    calls: entity_row
--
-- What tells a target row by its source key without the ledger: columns that the mapping fills with
-- just that key, if a unique index makes sure that there is one such row (beside columns that the
-- mapping fills with a constant, where several entities share a table); or the key itself. A key
-- that can be written in two ways (1.0 and 1.00) was derived from the way it was first written in.
-- Of adopted rows only the ledger knows the key.
create function lockstep_private.pairing(
    entity            text,
    alias             text,
    out kind          text,
    out columns       text[],
    out condition_sql text,
    out is_owner      boolean
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_literal constant text := $re$^\s*('([^']|'')*'|\d+)(::(text|varchar|integer|bigint))?\s*$$re$;
    c_integer constant text := '^(small|big)?int(eger)?$';
    r_entity  lockstep_state.entity := lockstep_private.entity_row(entity);
    v_target  regclass := format('%I.%I', r_entity.target_schema, r_entity.target_table)::regclass;
    v_fixed   text[];
    v_is_plain boolean;
begin
    select
        coalesce(array_agg(c.name order by c.name), '{}'),
        coalesce(
            string_agg(format(' and %s.%I = %s', alias, c.name, c.value), '' order by c.name), ''
        )
    into v_fixed, condition_sql
    from jsonb_each_text(r_entity.columns) as c (name, value)
    where c.value ~ c_literal;

    select array_agg(
        case
            when r_entity.key_strategy = 'keep'
                and not (r_entity.columns || r_entity.refs) ?& r_entity.target_key
            then r_entity.target_key[k.ordinal]
            else (
                select min(c.name)
                from jsonb_each_text(r_entity.columns) as c (name, value)
                join lockstep_state.entity_column as t
                    on t.entity = r_entity.name and t.side = 'target' and t.name = c.name
                join lockstep_state.entity_column as s
                    on s.entity = r_entity.name and s.side = 'source' and s.name = k.name
                where c.value in (format('s.%I', k.name), 's.' || k.name)
                    and (t.type = s.type or t.type ~ c_integer and s.type ~ c_integer)
            )
        end
        order by k.ordinal
    )
    into columns
    from unnest(r_entity.source_key) with ordinality as k (name, ordinal);

    select bool_and(c.type ~ c_integer or c.type in ('text', 'character varying', 'uuid', 'date'))
    into v_is_plain
    from lockstep_state.entity_column as c
    where c.entity = r_entity.name and c.side = 'source' and c.key_position is not null;
    is_owner := condition_sql <> '' or not exists (
        select
        from lockstep_state.entity as o
        where o.name <> r_entity.name
            and o.target_schema = r_entity.target_schema
            and o.target_table = r_entity.target_table
    );
    kind := case
        when array_position(columns, null) is null and exists (
            select
            from pg_index as i
            where i.indrelid = v_target
                and i.indisunique and i.indisvalid and i.indpred is null
                and not exists (
                    select
                    from unnest(i.indkey[0 : i.indnkeyatts - 1]) as x (attnum)
                    left join pg_attribute as a
                        on a.attrelid = i.indrelid and a.attnum = x.attnum
                    where a.attname is null or a.attname::text <> all (columns || v_fixed)
                )
        ) then case when columns = r_entity.target_key then 'keep' else 'origin' end
        when r_entity.key_strategy = 'derive' and v_is_plain and r_entity.adopted_at is null
            then 'derive'
        when r_entity.key_strategy = 'keep' then 'key'
        else 'ledger'
    end;
end;
$body$;

comment on function lockstep_private.pairing is
    'How target rows of an entity are told by their source key: kind origin or keep (by columns, '
    'together with condition_sql over the alias: empty, or " and …"), derive (the target key is '
    'computed from it), key (the mapping fills the target key), ledger (nothing else tells). '
    'is_owner: whether no other entity writes rows that look like this one''s.';
