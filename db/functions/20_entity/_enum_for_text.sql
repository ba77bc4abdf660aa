-- room: entity    audience: private    calls: nothing
create function lockstep_private.enum_for_text(target regclass, name text)
    returns regtype
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select a.atttypid::regtype
    from pg_attribute as a
    join pg_type as t on t.oid = a.atttypid
    left join pg_type as b on b.oid = t.typbasetype
    join pg_attribute as p
        on p.attrelid = to_regclass('lockstep_mapping.lockstep_probe') and p.attname = 'value'
    where a.attrelid = target
        and a.attname = enum_for_text.name
        and coalesce(b.typtype, t.typtype) = 'e'
        and p.atttypid in ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype);
$body$;

comment on function lockstep_private.enum_for_text is
    'The enum that a text expression has to be cast to for this target column; null if none.';
