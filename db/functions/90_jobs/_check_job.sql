-- room: jobs    audience: private    calls: refuse_job window_parts
create function lockstep_private.check_job(job lockstep_state.job)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_wrong text := case
        when coalesce(job.name, '') !~ '^[a-z][a-z0-9_-]{0,39}$' then format(
            '%L is no name (a letter, then letters, digits, _ and -: at most 40, lower case)',
            job.name
        )
        when job.verify is null or job.verify <> all ('{none,compare,validate}')
            then format('verify %L is none of none, compare, validate', job.verify)
        when job.sample is not null and job.verify <> 'validate' then 'sample is for validate'
        when job.sample not between 0.000001 and 1 then 'sample must be between 0.000001 and 1'
        when job.max_delete_ratio not between 0 and 1
            then 'max_delete_ratio must be between 0 and 1'
        when job.max_rows < 1 then 'max_rows must be 1 or more'
        when job.max_minutes not between 1 and 10080 then 'max_minutes must be between 1 and 10080'
        when job.apply_deletes is null then 'apply_deletes must be true or false'
        when cardinality(job.entities) = 0 then 'there are no entities'
        else (
            select format('window %L is not like 22:00-06:00 or mon-fri 20:00-24:00', w.text)
            from unnest(job.windows) as w (text)
            left join lateral lockstep_private.window_parts(w.text) as p on true
            where p.weekdays is null or p.opens is null or p.closes is null or p.opens = p.closes
            limit 1
        )
    end;
begin
    if v_wrong is not null then
        perform lockstep_private.refuse_job(v_wrong);
    end if;
end;
$body$;

comment on function lockstep_private.check_job is
    'Refuses what a job cannot be told. Raises LSJ30.';
