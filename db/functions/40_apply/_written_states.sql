-- room: apply    audience: private    calls: entity_row
create function lockstep_private.written_states(entity text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case e.on_drift
        when 'overwrite' then '{insert,update,conflict,missing,relink,drift}'::text[]
        else '{insert,update,conflict,missing,relink}'
    end
    from lockstep_private.entity_row(written_states.entity) as e;
$body$;

comment on function lockstep_private.written_states is
    'States whose rows are written, as the entity''s on_drift has it.';
