-- room: link    audience: private    calls: nothing
--
-- Of the session at the source:
--   default_transaction_read_only  nothing is ever written there
--   row_security = off             a policy that hides rows is an error, never a silent gap
--   enable_sort, jit               sums per block are hashed in memory, not sorted on disk
--   statement_timeout, 10 min      nothing runs on there when nobody waits for it any more
--   lock_timeout, 5 s              a lock of the old system is waited for, but not for long
--   idle_in_transaction…, 15 min   a target that hangs does not hold back vacuum for ever
-- connect_timeout, keepalives (while it waits) and tcp_user_timeout (while it sends) notice within
-- a minute that packets vanish; else that takes a quarter of an hour. fetch_size: rows per round
-- trip (default 100). application_name: with the id of the session here. use_remote_estimate lets
-- the source say what a plan costs; async_capable lets it work while this side does.
create function lockstep_private.link_options(
    host     text,
    port     integer,
    database text,
    sslmode  text
)
    returns table (name text, value text)
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    values
        ('host', host),
        ('port', port::text),
        ('dbname', database),
        ('sslmode', sslmode),
        ('connect_timeout', '10'),
        ('keepalives', '1'),
        ('keepalives_idle', '30'),
        ('keepalives_interval', '10'),
        ('keepalives_count', '3'),
        ('tcp_user_timeout', '60000'),
        ('application_name', 'lockstep %c'),
        ('updatable', 'false'),
        ('truncatable', 'false'),
        ('use_remote_estimate', 'true'),
        ('fetch_size', '10000'),
        ('async_capable', 'true'),
        (
            'options',
            '-c default_transaction_read_only=on -c row_security=off -c enable_sort=off -c jit=off'
                ' -c statement_timeout=600000 -c lock_timeout=5000'
                ' -c idle_in_transaction_session_timeout=900000'
        );
$body$;

comment on function lockstep_private.link_options is
    'The options that the foreign server of a link has.';
