-- room: validate    audience: private    calls: analysis_counts is_row_error
create function lockstep_private.analysis_attempt(
    entity      text,
    values_sql  text[],
    conditions  text[],
    from_sql    text,
    rows_sql    text default '1',
    out counts  bigint[],
    out failure text,
    out cause   text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    counts := lockstep_private.analysis_counts(entity, values_sql, conditions, from_sql, rows_sql);
exception
    -- boundary: that a value cannot be converted is what the caller wants to know.
    when others then
        if not lockstep_private.is_row_error(sqlstate) then
            raise;
        end if;
        failure := sqlstate;
        cause := case
            when sqlstate = '22032' then 'json'
            when sqlstate like '22P0_' and split_part(sqlerrm, ': "', 1) ~ '\mjson\M' then 'json'
            when sqlstate = '22P02' and split_part(sqlerrm, ': "', 1) ~ '\menum\M' then 'enum'
            when sqlstate = '22001' then 'length'
            when sqlstate = '22003' then 'overflow'
            when sqlstate = '23502' then 'not null'
            when sqlstate = '23514' then 'check'
            else 'transform'
        end;
end;
$body$;

comment on function lockstep_private.analysis_attempt is
    'Counts as analysis_counts() does, or says with which SQLSTATE and for what cause some value '
    'cannot be converted. Names of types are the same in all languages.';
