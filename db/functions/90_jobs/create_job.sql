-- room: jobs    audience: public    calls: read_schedule checked_zone check_job run_entities refuse_shared job_mapping next_time cron_obstacle schedule_jobs
create function lockstep.create_job(
    job              text,
    every            text,
    entities         text[] default null,
    start_at         time default null,
    zone             text default 'UTC',
    windows          text[] default '{}',
    full_every       text default null,
    verify           text default 'none',
    sample           numeric default null,
    apply_deletes    boolean default true,
    max_delete_ratio numeric default null,
    max_rows         bigint default null,
    max_minutes      integer default null,
    use_cron         boolean default true
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_job      lockstep_state.job;
    r_schedule record := lockstep_private.read_schedule(every, start_at);
    r_full     record;
begin
    r_job.name := job;
    r_job.zone := lockstep_private.checked_zone(zone);
    r_job.windows := coalesce(windows, '{}');
    r_job.entities := array(select distinct n from unnest(entities) as n order by n);
    if entities is null then
        r_job.entities := null;
    end if;
    r_job.verify := verify;
    r_job.sample := sample;
    r_job.apply_deletes := apply_deletes;
    r_job.max_delete_ratio := max_delete_ratio;
    r_job.max_rows := max_rows;
    r_job.max_minutes := max_minutes;
    perform lockstep_private.check_job(r_job);
    perform lockstep_private.run_entities('sync', r_job.entities);
    r_full := lockstep_private.read_schedule(coalesce(full_every, '1d'));

    lock table lockstep_state.job in share row exclusive mode;
    if exists (select from lockstep_state.job as j where j.name = job) then
        raise exception using
            errcode = 'LSJ31',
            message = format('job %L exists already', job),
            hint    = format('Look at it: lockstep job show %1$s; drop it: lockstep job drop %1$s',
                job);
    end if;
    perform lockstep_private.refuse_shared(job, r_job.entities);

    insert into lockstep_state.job (
        name, schedule, cron, every_days, zone, windows, entities, full_schedule, full_cron,
        full_every_days, verify, sample, apply_deletes, max_delete_ratio, max_rows, max_minutes,
        mapping, next_run_at, next_full_at
    )
    values (
        r_job.name, concat_ws(' at ', every, to_char(start_at, 'HH24:MI')), r_schedule.cron,
        r_schedule.every_days, r_job.zone, r_job.windows, r_job.entities, full_every,
        case when full_every is not null then r_full.cron end,
        case when full_every is not null then r_full.every_days end, r_job.verify, r_job.sample,
        r_job.apply_deletes, r_job.max_delete_ratio, r_job.max_rows, r_job.max_minutes,
        lockstep_private.job_mapping(r_job.entities),
        lockstep_private.next_time(
            r_schedule.cron, r_schedule.every_days, r_job.zone, clock_timestamp()
        ),
        case when full_every is not null then clock_timestamp() end
    );

    if not use_cron or lockstep_private.cron_obstacle('* * * * *') is not null then
        return 'none';
    end if;
    perform lockstep.schedule_jobs();
    return 'pg_cron';
end;
$body$;

comment on function lockstep.create_job is
    'Creates a job: a sync that is run again and again. every: 15m, hourly, 2h, daily, 3d, weekly '
    'or five fields of cron, by the wall clock of zone; start_at: time of day, for days and weeks; '
    'entities: null for all; windows: when it may work, {"mon-fri 22:00-06:00"}; full_every: when '
    'a pass looks at all rows, while the others go by watermarks (null: each pass); verify: none, '
    'compare or validate (of a sample) behind each such pass; apply_deletes: whether rows that are '
    'gone at the source go; max_delete_ratio, max_rows, max_minutes: limits of a run; use_cron: '
    'whether pg_cron, where it is there, calls lockstep.run_jobs() each minute. Returns who does: '
    'pg_cron or none. Raises LSE01, LSJ02, LSJ03, LSJ30, LSJ31 and LSJ33.';
