-- room: validate    audience: private    calls: nothing
--
-- With none that differs the rule of three (Hanley, Lippman-Hand: If nothing goes wrong, is
-- everything all right? JAMA 249, 1983), else the upper end of the score interval (Wilson, JASA 22,
-- 1927), one-sided, z = 1.645.
create function lockstep_private.differing_bound(differing bigint, looked_at bigint)
    returns numeric
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when looked_at = 0 then 1
        when differing = 0 then least(1, 3.0 / looked_at)
        else (
            w.share + w.z2 / (2 * looked_at) + sqrt(
                w.share * (1 - w.share) * w.z2 / looked_at
                    + w.z2 * w.z2 / (4.0 * looked_at * looked_at)
            )
        ) / (1 + w.z2 / looked_at)
    end
    from (
        select differing::numeric / nullif(looked_at, 0), 1.645 * 1.645
    ) as w (share, z2);
$body$;

comment on function lockstep_private.differing_bound is
    'The share of all rows that differs at most, with 95 % confidence, when so many of a random '
    'sample do.';
