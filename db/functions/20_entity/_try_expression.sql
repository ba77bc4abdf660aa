-- room: entity    audience: private    calls: nothing
create function lockstep_private.try_expression(
    entity        lockstep_state.entity,
    name          text,
    statement_sql text
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
    execute statement_sql;
exception
    -- boundary: whatever is wrong with the text of a user gets the entity's and the column's name.
    when others then
        get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
        raise exception using
            errcode = 'LSE14',
            message = format('column %L of entity %L: %s', name, entity.name, v_message),
            detail  = format('SQLSTATE %s', v_code),
            hint    = 'Correct the expression in columns or refs; source columns are written '
                      's.name, and a value of another type needs its cast.';
end;
$body$;

comment on function lockstep_private.try_expression is
    'Runs a statement that proves an expression of the mapping, under the caller''s search_path. '
    'Raises LSE14 with the database''s words.';
