-- room: compare    audience: private    calls: nothing
--
-- Text is compared byte by byte, whatever its collation calls equal. Types without an equality of
-- pg_catalog's are compared as text: so are geometric ones, of which some are "equal" when their
-- areas are. A domain has no equality where its base is an enum.
create function lockstep_private.differs_sql(name text, type text, is_strict boolean)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with recursive base as (
        select type::regtype::oid as oid
        union all
        select t.typbasetype
        from base as b
        join pg_type as t on t.oid = b.oid and t.typtype = 'd'
    ),
    value as (
        select
            t.typcollation <> 0 as is_collatable,
            t.typcategory = 'A' as is_array,
            coalesce(e.oid, t.oid) as oid,
            coalesce(e.typtype, t.typtype) as kind,
            case when t.oid <> type::regtype then '::' || format_type(t.oid, null) end as as_base
        from base as b
        join pg_type as t on t.oid = b.oid and t.typtype <> 'd'
        left join pg_type as e on e.oid = t.typelem and t.typcategory = 'A'
    )
    select format(
        case
            when is_strict or v.is_collatable and not v.is_array or not exists (
                select
                from pg_opclass as c
                join pg_am as a on a.oid = c.opcmethod and a.amname in ('btree', 'hash')
                where c.opcdefault
                    and c.opcnamespace = 'pg_catalog'::regnamespace
                    and (
                        c.opcintype = case v.kind
                            when 'e' then 'anyenum'::regtype::oid
                            when 'r' then 'anyrange'::regtype::oid
                            when 'm' then to_regtype('anymultirange')::oid
                            else v.oid
                        end
                        or v.oid = 'varchar'::regtype
                    )
            ) then '(e.%1$I)::text collate "C" is distinct from (t.%1$I)::text collate "C"'
            when v.is_collatable
                then 'e.%1$I collate "C" is distinct from t.%1$I collate "C"'
            else 'e.%1$I%2$s is distinct from t.%1$I%2$s'
        end,
        name,
        v.as_base
    )
    from value as v;
$body$;

comment on function lockstep_private.differs_sql is
    'Condition that a column of lockstep_expected (e) and of the target (t) do not hold the same. '
    'type: its type; is_strict: are values told apart that are equal, but written in another way '
    '(1.0 and 1.00)?';
