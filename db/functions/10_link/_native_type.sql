-- room: link    audience: private    calls: nothing
--
-- Types that both sides have, read and hash alike. Whatever is not named here is linked as text.
create function lockstep_private.native_type(base text, is_array boolean, typmod integer)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format_type(case when is_array then t.typarray else t.oid end, typmod)
    from pg_type as t
    where t.typnamespace = 'pg_catalog'::regnamespace and t.typname = base and base = any ('{
        int2,int4,int8,numeric,float4,float8,bool,oid,text,varchar,bpchar,bytea,uuid,jsonb,
        date,time,timetz,timestamp,timestamptz,interval,inet,cidr,macaddr,macaddr8,
        int4range,int8range,numrange,tsrange,tstzrange,daterange,
        int4multirange,int8multirange,nummultirange,tsmultirange,tstzmultirange,datemultirange
    }'::text[]);
$body$;

comment on function lockstep_private.native_type is
    'Type that a column is linked as; null if it has to be text.';
