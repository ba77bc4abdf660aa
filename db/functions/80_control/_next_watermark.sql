-- room: control    audience: private    calls: nothing
--
-- Why a sync by watermark misses nothing. Look k happens at the source's time t(k), before any row
-- is read in sync k: rows are read by later transactions than the one that looked (drop_look() sees
-- to it), so their snapshots are newer. Take a change that sync k did not see. Its transaction was
-- still to commit after look k, so it was open then, or had not begun. If it had not begun, it
-- began after t(k). If it was open, it began after the last look at which it was not open yet, and
-- for each open transaction we keep the time of that look. The least of all these is `since`: no
-- transaction whose changes are still to be seen began before it. A watermark is written with a
-- clock that is not behind the begin of its transaction, but for what watermark_overlap allows
-- for. So all watermarks still to be seen are at or after `since` less that overlap, where sync
-- k + 1 begins to read.
--
-- A transaction is known again by its ids. It gets more of them as it writes, and loses the virtual
-- one when it is prepared. A prepared one whose ids are new may be any of those of the last look,
-- and gets the last `since`. At the first look nothing is known: a transaction open then may have
-- begun at any time, and while it is open, all rows are read. The same after the clock went back,
-- or when the link leads elsewhere.
--
-- Two things the overlap is for, beside clocks that differ: a transaction has its time a moment
-- before its lock, and several transactions sent as one string have the time of the first.
create function lockstep_private.next_watermark(entity text, look jsonb)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_at   timestamptz := (look ->> 'at')::timestamptz;
    r_last lockstep_state.watermark;
    v_open jsonb;
begin
    if v_at is null then
        return look;
    end if;

    select w.*
    into r_last
    from lockstep_state.watermark as w
    where w.entity = next_watermark.entity
        and w.seen_at <= v_at
        and w.server = look ->> 'server';
    select coalesce(jsonb_object_agg(k.key, t.bound), '{}')
    into v_open
    from jsonb_to_recordset(look -> 'transactions') as o (keys text[], is_prepared boolean)
    cross join lateral (
        select coalesce(
            (select min((r_last.open ->> n)::timestamptz) from unnest(o.keys) as n),
            case when o.is_prepared then r_last.since else r_last.seen_at end,
            '-infinity'
        ) as bound
    ) as t
    cross join lateral unnest(o.keys) as k (key);

    return jsonb_build_object(
        'seen_at', v_at,
        'since', (
            select least(v_at, min(b.value::timestamptz)) from jsonb_each_text(v_open) as b
        ),
        'open', v_open,
        'server', look -> 'server',
        'noted_at', look -> 'noted_at'
    );
end;
$body$;

comment on function lockstep_private.next_watermark is
    'From where on the next sync by watermark has to read if the one completes that looked at the '
    'source; or by what obstacle that cannot be said.';
