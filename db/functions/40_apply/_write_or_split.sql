-- room: apply    audience: private    calls: write_rows reject_row is_row_error
create function lockstep_private.write_or_split(
    entity      text,
    operation   text,
    key_sql     text,
    statements  text[],
    run         bigint,
    first       bigint,
    last        bigint,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_middle     bigint := (first + last) / 2;
    v_code       text;
    v_constraint text;
    v_column     text;
    v_message    text;
    v_key        jsonb;
begin
    select w.written, w.refused
    into written, refused
    from lockstep_private.write_rows(statements, run, first, last) as w;
exception
    -- boundary: what is about a row is narrowed down to it, anything else goes on as it is.
    when others then
        get stacked diagnostics
            v_code = returned_sqlstate,
            v_constraint = constraint_name,
            v_column = column_name,
            v_message = message_text;
        if not lockstep_private.is_row_error(v_code) then
            raise;
        end if;

        if first < last then
            select sum(w.written), sum(w.refused)
            into written, refused
            from (values (first, v_middle), (v_middle + 1, last)) as h (first, last)
            cross join lateral lockstep_private.write_or_split(
                entity, operation, key_sql, statements, run, h.first, h.last
            ) as w;
            return;
        end if;

        execute format(
            'select %s from pg_temp.lockstep_batch as b where b.lockstep_n = $1', key_sql
        )
        into v_key using first;
        perform lockstep_private.reject_row(
            entity, v_key, operation, run, v_code, v_constraint, v_column, v_message
        );
        written := 0;
        refused := 1;
end;
$body$;

comment on function lockstep_private.write_or_split is
    'Runs the statements over the rows first to last of lockstep_batch; if they fail, over their '
    'halves, until the bad rows stand alone and become rejects. operation: write or delete; '
    'key_sql: the source key of a row (alias b) as JSON. Returns rows written and refused.';
