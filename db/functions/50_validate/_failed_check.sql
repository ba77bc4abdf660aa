-- room: validate    audience: private    calls: finding_of
--
-- Messages of data errors quote values; those about names and rights do not.
create function lockstep_private.failed_check(
    "check" text,
    entity  text,
    subject text,
    code    text,
    message text
)
    returns lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.finding_of(
        failed_check."check", 'error', entity, concat_ws(':', subject, 'failed'),
        format(
            '%s could not be checked: %s%s',
            coalesce(subject, entity), code,
            case when code ~ '^(42|25|LS)' then ' ' || message end
        ),
        case
            when code ~ '^22' then
                'a value at the source does not fit the mapping any more: lockstep sync, then '
                    'lockstep rejects'
            when code ~ '^42(703|P01)' then
                'the source or the target was changed: lockstep link import, lockstep entity check'
            when code = '42501' then 'grant the right to the role that validates'
        end
    );
$body$;

comment on function lockstep_private.failed_check is
    'The finding that something could not be checked, and so is not known to be right.';
