-- room: report    audience: private    calls: nothing
create function lockstep_private.trigger_remedy(target text, operation text, sqlstate text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'look at %s of %s: %s',
        coalesce(
            'trigger ' || string_agg(
                format('%I (function %s)', t.tgname, t.tgfoid::regproc), ', ' order by t.tgname
            ),
            'rules and functions'
        ),
        trigger_remedy.target,
        case
            when sqlstate = '02000' then 'the row was left out without an error'
            else 'lockstep rejects --show-values shows what was said'
        end
    )
    from pg_trigger as t
    where t.tgrelid = to_regclass(trigger_remedy.target)
        and not t.tgisinternal
        and t.tgenabled in ('O', 'A')
        and case operation when 'delete' then t.tgtype & 8 else t.tgtype & 20 end > 0;
$body$;

comment on function lockstep_private.trigger_remedy is
    'What to do about rows that the target''s own logic refuses: which triggers to look at.';
