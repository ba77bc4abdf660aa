-- room: entity    audience: private    calls: nothing
create function lockstep_private.target_key_of(entity lockstep_state.entity, target regclass)
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_key text[] := entity.target_key;
begin
    if v_key is null then
        select array_agg(a.attname::text order by k.ordinal)
        into v_key
        from pg_index as i
        cross join unnest(i.indkey::smallint[]) with ordinality as k (number, ordinal)
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
        where i.indrelid = target and i.indisprimary;
    end if;

    if v_key is null or not exists (
        select
        from pg_index as i
        where i.indrelid = target and i.indisunique and i.indpred is null and i.indexprs is null
            and array(
                select a.attname::text
                from unnest((i.indkey::smallint[])[0:i.indnkeyatts - 1]) as k (number)
                join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
                order by 1
            ) = array(select k.name from unnest(v_key) as k (name) order by 1)
    ) then
        raise exception using
            errcode = 'LSE05',
            message = format(
                'target %s of entity %L has no unique key %s',
                target, entity.name, coalesce(v_key::text, '(no primary key)')
            ),
            hint    = 'Give the table a primary key, '
                      'or name the columns of a unique index in target_key.';
    end if;

    return v_key;
end;
$body$;

comment on function lockstep_private.target_key_of is
    'Columns of the target that identify a row: those given, or the primary key. Raises LSE05 '
    'when no unique index covers them.';
