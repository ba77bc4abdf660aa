-- room: report    audience: private    calls: past_work expected_rows key_hashes_sql source_rows_sql find_changes pull_rows
create function lockstep_private.expected_size(
    shape            lockstep_private.shape,
    way              text,
    moved            lockstep_private.scope,
    out rows         bigint,
    out rows_basis   text,
    out changed      bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_last record;
begin
    select p.*
    into r_last
    from lockstep_private.past_work(shape.entity) as p
    where p.work <> 'moved'
    order by p.run desc
    limit 1;

    if way = 'watermark' then
        rows := lockstep_private.expected_rows(
            lockstep_private.key_hashes_sql(shape, moved.source_sql),
            'lockstep_private.find_changes'
        );
    elsif r_last.run is not null then
        rows := r_last.rows;
        rows_basis := format('run %s', r_last.run);
        changed := case when r_last.work = 'compare' then r_last.changed end;
        return;
    else
        rows := lockstep_private.expected_rows(
            lockstep_private.source_rows_sql(shape, 'true'), 'lockstep_private.pull_rows'
        );
    end if;
    rows_basis := case when rows is not null then 'planner of the source' end;
end;
$body$;

comment on function lockstep_private.expected_size is
    'About how many source rows a sync would look at, and by what that is known: the last run that '
    'looked at all of them, else the source''s planner (rows null: neither can say). changed: rows '
    'that differed in that run; null if it was the first load, or there was none.';
