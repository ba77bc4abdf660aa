-- room: validate    audience: private    calls: joined_sql
create function lockstep_private.known_here_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'exists (select from %s as l where %s and l.gone_at is null and l.settled_at is null)',
        shape.ledger,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.')
    );
$body$;

comment on function lockstep_private.known_here_sql is
    'Condition: a target row (alias t) is one of the entity''s own, whose source row stands.';
