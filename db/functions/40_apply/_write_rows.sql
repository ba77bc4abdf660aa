-- room: apply    audience: private    calls: nothing
--
-- Constraints that can wait are checked at the end of the statements, inside the caller's
-- subtransaction, and not at the commit, where nobody could tell which row it was.
create function lockstep_private.write_rows(
    statements  text[],
    run         bigint,
    first       bigint,
    last        bigint,
    is_prepared boolean default false,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_mergejoin = off
as $body$
declare
    v_salt      text;
    v_statement text;
    v_written   bigint;
    v_refused   bigint;
begin
    select s.value into strict v_salt from lockstep_state.setting as s where s.name = 'salt';
    written := 0;
    refused := 0;

    set constraints all deferred;
    foreach v_statement in array statements loop
        if is_prepared then
            execute format(
                'execute %I(%s, %s, %L, %s, true)',
                v_statement, first::bigint, last::bigint, v_salt, run::bigint
            )
            into v_written, v_refused;
        else
            execute v_statement into v_written, v_refused using first, last, v_salt, run, false;
        end if;
        written := written + v_written;
        refused := refused + v_refused;
    end loop;
    set constraints all immediate;
end;
$body$;

comment on function lockstep_private.write_rows is
    'Runs the statements (is_prepared: their names) over the rows first to last of '
    'lockstep_batch. Returns how many target rows were written and how many source rows refused '
    'for unresolved references.';
