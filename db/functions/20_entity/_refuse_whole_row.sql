-- room: entity    audience: private    calls: nothing
--
-- to_jsonb(s) and the like depend on the row's type and on no column: nobody could say which
-- columns to hash. The parser notes such a value as column 0 of the view's row type.
create function lockstep_private.refuse_whole_row(entity lockstep_state.entity, name text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if exists (
        select
        from pg_rewrite as w
        join pg_class as c
            on c.oid = to_regclass(format('lockstep_mapping.%I', entity.name || '_source'))
        where w.ev_class = to_regclass('lockstep_mapping.lockstep_probe')
            and w.ev_action::text ~ format(':varattno 0 :vartype %s ', c.reltype)
    ) then
        raise exception using
            errcode = 'LSE18',
            message = format(
                'column %L of entity %L takes the whole source row', name, entity.name
            ),
            hint    = 'Name the columns: jsonb_build_object(''a'', s.a, ''b'', s.b).';
    end if;
end;
$body$;

comment on function lockstep_private.refuse_whole_row is
    'Refuses an expression over s itself instead of its columns. Raises LSE18.';
