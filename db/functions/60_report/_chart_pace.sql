-- room: report    audience: private    calls: nothing
--
-- The rows of a segment are spread evenly over the time that it took.
create function lockstep_private.chart_pace(run bigint, buckets integer default 80)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with segment as (
        select
            extract(epoch from g.finished_at) as upper,
            extract(epoch from g.finished_at) - g.seconds::numeric as lower,
            g.source_rows,
            g.written
        from lockstep_state.segment as g
        where g.run = chart_pace.run
            and g.finished_at is not null
            and (g.source_rows > 0 or g.written > 0)
    ),
    span as (
        select
            min(s.lower) as lower,
            greatest((max(s.upper) - min(s.lower)) / buckets, 0.001) as width
        from segment as s
    ),
    part as (
        select
            b.bucket,
            greatest(
                least(s.upper, p.lower + (b.bucket + 1) * p.width)
                    - greatest(s.lower, p.lower + b.bucket * p.width),
                0
            ) / nullif(s.upper - s.lower, 0) as share,
            s.source_rows,
            s.written
        from segment as s
        cross join span as p
        cross join lateral generate_series(
            least(floor((s.lower - p.lower) / p.width), buckets - 1)::integer,
            least(floor((s.upper - p.lower) / p.width), buckets - 1)::integer
        ) as b (bucket)
    )
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'seconds', round(b.bucket * p.width, 3),
                'rows_per_second', round(coalesce(x.source_rows, 0) / p.width),
                'written_per_second', round(coalesce(x.written, 0) / p.width)
            )
            order by b.bucket
        ),
        '[]'
    )
    from span as p
    cross join generate_series(0, buckets - 1) as b (bucket)
    left join (
        select
            t.bucket,
            sum(t.source_rows * coalesce(t.share, 1)) as source_rows,
            sum(t.written * coalesce(t.share, 1)) as written
        from part as t
        group by t.bucket
    ) as x on x.bucket = b.bucket
    where p.lower is not null;
$body$;

comment on function lockstep_private.chart_pace is
    'Rows looked at and rows written per second, over the time of a run in so many parts.';
