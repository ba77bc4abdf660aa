begin;
select plan(8);

-- given: a server, and a way to see all that an error says
create server lockstep_test foreign data wrapper postgres_fdw;

create function pg_temp.words_of(statement text)
    returns text
    language plpgsql
as $body$
declare
    v_message text;
    v_detail  text;
    v_hint    text;
    v_context text;
begin
    execute statement;
    return 'no error';
exception
    when others then
        get stacked diagnostics
            v_message = message_text,
            v_detail  = pg_exception_detail,
            v_hint    = pg_exception_hint,
            v_context = pg_exception_context;
        return concat_ws(' ', v_message, v_detail, v_hint, v_context);
end;
$body$;

create function pg_temp.mapping()
    returns setof text
    language sql
as $body$
    select array_to_string(m.umoptions, ' ')
    from pg_user_mappings as m
    where m.srvname = 'lockstep_test' and m.usename = current_user;
$body$;

-- behaviour
select lives_ok($$select lockstep_private.set_credentials('lockstep_test', 'u', 'first')$$,
    'stores credentials');
select results_eq('select pg_temp.mapping()', $$values ('user=u password=first')$$, 'as given');
select lockstep_private.set_credentials('lockstep_test', 'o''brien', e'a\\b''c"d%s $sql$');
select results_eq('select pg_temp.mapping()',
    $$values (e'user=o''brien password=a\\b''c"d%s $sql$')$$, 'replaces them, whatever they hold');

-- refusals
select throws_ok($$select lockstep_private.set_credentials('nowhere', 'u', 'secret-word')$$,
    'LSL18', 'the credentials for server ''nowhere'' could not be stored', 'says that it failed');
prepare store (text) as select lockstep_private.set_credentials('nowhere', 'u', $1);
select matches(
    pg_temp.words_of($$execute store('secret-word')$$),
    'server "nowhere" does not exist \(SQLSTATE 42704\)', 'says why'
);
select unalike(pg_temp.words_of($$execute store('secret-word')$$), '%create user mapping%',
    'no part of the error shows the statement');
set local lock_timeout = '1ms';
select is(
    (select count(*)::integer
    from unnest('{nowhere,lockstep_test,pg_catalog}'::text[]) as s (name)
    cross join lateral pg_temp.words_of(format(
        'select lockstep_private.set_credentials(%L, %L, (select p from (values (%L || %L)) as v (p)))',
        s.name, 'u', 'secret-', 'word'
    )) as w (words)
    where w.words like '%secret-word%'),
    0,
    'no part of the error shows the password'
);
select hasnt_column('lockstep_state', 'link', 'password', 'the state does not hold it');

select * from finish();
rollback;
