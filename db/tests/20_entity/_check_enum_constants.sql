begin;
select plan(6);

-- given
create type near.mood as enum ('sad', 'ok', 'it''s', 'happy');
create domain near.some_mood as near.mood;
create table near.moods (id integer primary key, mood near.mood, some_mood near.some_mood);
create function pg_temp.define(name text, expression text)
    returns text
    language sql
as $body$
    select lockstep.define_entity('x', 'far.person', '{id}', 'near.moods', jsonb_build_object(define.name, define.expression));
$body$;

-- behaviour
select is(
    pg_temp.define('mood', $$case s.kind when 'glad' then 'happy' when 'x' then 'it''s' else 'ok' end$$), 'created',
    'constants that the enum has will do, and those that are compared'
);
select is(pg_temp.define('mood', $$s.kind$$), 'changed', 'so will what only the rows can tell');

-- refusals
select throws_ok(
    $$select pg_temp.define('mood', 'case s.kind when ''glad'' then ''glad'' else ''angry'' end')$$, 'LSE15',
    'column ''mood'' of entity ''x'': near.mood has no value angry, glad', 'refuses constants that the enum does not have'
);
select throws_ok(
    $$select pg_temp.define('mood', '''glad''::text')$$, 'LSE15', null, 'also a lone one'
);
select throws_ok(
    $$select pg_temp.define('mood', '''glad''')$$, null, null, 'in any form'
);
select throws_ok(
    $$select pg_temp.define('some_mood', 'case when s.age > 1 then ''glad'' end')$$, 'LSE15', null, 'behind a domain, too'
);

select * from finish();
rollback;
