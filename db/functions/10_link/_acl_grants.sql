-- room: link    audience: private    calls: nothing
--
-- Rights of the source come as text, because its roles do not exist here: {a=arwdDxt/a,=r/a}.
create function lockstep_private.acl_grants(acl text[], owner text, privilege text, roles text[])
    returns boolean
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when acl is null then owner = any (roles)
        else exists (
            select
            from unnest(acl) as a (item)
            cross join lateral regexp_match(a.item, '^("(?:[^"]|"")*"|[^"=]*)=([^/]*)/') as m (part)
            cross join lateral (
                select case
                    when m.part[1] like '"%' then replace(substr(m.part[1], 2,
                        length(m.part[1]) - 2), '""', '"')
                    else m.part[1]
                end as grantee
            ) as g
            where strpos(m.part[2], privilege) > 0 and (g.grantee = '' or g.grantee = any (roles))
        )
    end;
$body$;

comment on function lockstep_private.acl_grants is
    'Whether an access list gives a privilege (its letter) to one of the roles or to everybody. '
    'No list means: to the owner.';
