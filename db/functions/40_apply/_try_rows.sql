-- room: apply    audience: private    calls: write_rows is_row_error
--
-- Prepared statements note in the sequence lockstep_at which row they are at. A sequence does not
-- go back with the subtransaction, so it tells where a statement broke off: in most cases at the
-- bad row. A first try of a whole batch saves itself the pains.
create function lockstep_private.try_rows(
    statements  text[],
    run         bigint,
    first       bigint,
    last        bigint,
    is_prepared boolean,
    out written bigint,
    out refused bigint,
    out failure jsonb,
    out stopped_at bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_code       text;
    v_constraint text;
    v_column     text;
    v_message    text;
    v_context    text;
begin
    perform setval('pg_temp.lockstep_at', last);
    select w.written, w.refused
    into written, refused
    from lockstep_private.write_rows(statements, run, first, last, is_prepared) as w;
exception
    -- boundary: what is about a row is told to the caller, anything else goes on as it is.
    when others then
        get stacked diagnostics
            v_code = returned_sqlstate,
            v_constraint = constraint_name,
            v_column = column_name,
            v_message = message_text,
            v_context = pg_exception_context;
        if not lockstep_private.is_row_error(v_code) then
            raise;
        end if;
        written := 0;
        refused := 0;
        failure := jsonb_build_object(
            'code', v_code, 'constraint', v_constraint, 'column', v_column, 'message', v_message,
            'is_raised', split_part(v_context, E'\n', 1) like '%at RAISE'
                and v_context not like 'PL/pgSQL function lockstep_private.%'
        );
        select s.last_value into stopped_at from pg_temp.lockstep_at as s;
end;
$body$;

comment on function lockstep_private.try_rows is
    'Runs the statements as write_rows does, in a subtransaction. If they fail for a row, failure '
    'says why, and stopped_at is the number of the row that they were at (last, if nobody noted '
    'it).';
