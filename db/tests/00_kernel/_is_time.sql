begin;
select plan(2);

-- behaviour
select is_empty(
    $$
    select v from unnest('{2024-02-29,2024-02-29 12:00+02,20240229T120000Z,infinity,yesterday}'::text[]) as v
    where not lockstep_private.is_time(v)
    $$,
    'what PostgreSQL reads as a time is one'
);
select is_empty(
    $$
    select v from unnest(array['', '2024-02-30', '25:00', 'soon', '2024-13-01', '1', '999999-01-01'])  as v
    where lockstep_private.is_time(v)
    $$,
    'nothing else is'
);

select * from finish();
rollback;
