-- room: entity    audience: private    calls: nothing
create function lockstep_private.create_source_view(
    entity   lockstep_state.entity,
    view_sql text,
    from_sql text
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_code    text;
    v_message text;
begin
    perform set_config('search_path', entity.search_path, true);
    execute format('create view %s as select * from %s', view_sql, from_sql);
exception
    -- boundary: whatever is wrong with the text of a user gets the entity's name.
    when others then
        get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
        raise exception using
            errcode = 'LSE09',
            message = format('source of entity %L cannot be read: %s', entity.name, v_message),
            detail  = format('SQLSTATE %s', v_code),
            hint    = 'Run the SELECT on its own; '
                      'name each column once and give expressions an alias.';
end;
$body$;

comment on function lockstep_private.create_source_view is
    'Creates the source view under the caller''s search_path. Raises LSE09 with the database''s '
    'words.';
