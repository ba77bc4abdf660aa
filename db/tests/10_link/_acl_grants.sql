begin;
select plan(8);

-- given
create function pg_temp.may_read(acl text[], roles text[])
    returns boolean
    language sql
as $body$
    select lockstep_private.acl_grants(acl, 'owner', 'r', roles);
$body$;

-- behaviour
select ok(pg_temp.may_read(null, '{owner}'), 'without a list the owner may');
select ok(not pg_temp.may_read(null, '{reader}'), 'and nobody else');
select ok(pg_temp.may_read('{owner=arwdDxt/owner,reader=r/owner}', '{reader}'), 'a role of the list may');
select ok(not pg_temp.may_read('{owner=arwdDxt/owner,writer=awd/owner}', '{writer}'),
    'not with other privileges');
select ok(pg_temp.may_read('{owner=arwdDxt/owner,=r*/owner}', '{anybody}'), 'PUBLIC is everybody');
select ok(pg_temp.may_read(array['"a ""b"" =r"=r/owner'], array['a "b" =r']), 'a quoted name counts');
select ok(not pg_temp.may_read(array['w=w/"r"'], '{w,r}'), 'who gave it does not count');
select ok(not pg_temp.may_read('{}', '{owner}'), 'an empty list gives nothing');

select * from finish();
rollback;
