begin;
select plan(2);

-- behaviour
select is(
    lockstep_private.prefixed_list('{id,"Odd one",select}', 's.'), 's.id, s."Odd one", s."select"',
    'lists names quoted and prefixed'
);
select is(lockstep_private.prefixed_list('{}'), '', 'no names make an empty list');

select * from finish();
rollback;
