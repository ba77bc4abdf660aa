begin;
select plan(15);

-- given: a connection that failed for that reason
create function pg_temp.code_of(code text, cause text)
    returns text
    language plpgsql
as $body$
begin
    perform lockstep_private.refuse_connection('old', code, cause);
    return null;
exception
    when others then
        return sqlstate;
end;
$body$;

-- behaviour
select is(pg_temp.code_of('08001', c.cause), c.code, c.cause)
from (
    values
        ('LSL06', 'could not translate host name "db" to address: Name or service not known'),
        ('LSL06', 'connection to server at "db", port 5432 failed: Connection refused'),
        ('LSL06', 'connection to server at "db", port 5432 failed: timeout expired'),
        ('LSL07', 'connection to server at "db" failed: FATAL:  database "x" does not exist'),
        ('LSL08', 'FATAL:  password authentication failed for user "u"'),
        ('LSL08', 'FATAL:  no pg_hba.conf entry for host "h", user "u", database "d", SSL encryption'),
        ('LSL08', 'FATAL:  pg_hba.conf rejects connection for host "h", user "u", no encryption'),
        ('LSL08', 'FATAL:  permission denied for database "d"'),
        ('LSL10', 'server does not support SSL, but SSL was required'),
        ('LSL10', 'FATAL:  no pg_hba.conf entry for host "h", user "u", database "d", no encryption'),
        ('LSL11', 'FATAL:  sorry, too many clients already'),
        ('LSL21', 'FATAL:  unsupported startup parameter: options')
) as c (code, cause);
select is(pg_temp.code_of('2F003', 'password is required'), 'LSL09',
    'a source that does not ask for a password');
select is(pg_temp.code_of('42704', 'user mapping not found for "u"'), 'LSL17',
    'a role without credentials');
select throws_like(
    $$select lockstep_private.refuse_connection('old', '08001', 'timeout expired')$$,
    'the source of link ''old'' cannot be reached', 'the message names the link'
);

select * from finish();
rollback;
