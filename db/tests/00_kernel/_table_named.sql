begin;
select plan(6);

-- behaviour
select is(
    lockstep_private.table_named('office', 'far'), 'far.office'::regclass,
    'finds a table under the search_path given'
);
select is(
    lockstep_private.table_named('far.office', ''), 'far.office'::regclass, 'or by its full name'
);
select is(lockstep_private.table_named('nope', 'far'), null, 'is null for what does not exist');
select is(lockstep_private.table_named('far..office', 'far'), null, 'and for what is no name');
select is(lockstep_private.table_named('a.b.c.d', 'far'), null, 'nor can be one');
select is(
    current_setting('search_path'), '"$user", public, extensions',
    'the search_path of the caller stays as it is'
);

select * from finish();
rollback;
