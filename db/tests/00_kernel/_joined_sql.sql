begin;
select plan(2);

-- behaviour
select is(
    lockstep_private.joined_sql('{id,"Odd one"}', 's.', '{source_key_1,source_key_2}', 'l.'),
    's.id = l.source_key_1 and s."Odd one" = l.source_key_2',
    'joins the columns pair by pair, quoted where needed'
);
select is(lockstep_private.joined_sql('{id}', 's.', '{id}', 't.'), 's.id = t.id', 'or just one');

select * from finish();
rollback;
