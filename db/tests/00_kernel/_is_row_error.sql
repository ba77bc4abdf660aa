begin;
select plan(2);

-- behaviour
select is_empty(
    $$
    select c.code
    from unnest('{23502,23503,23505,23514,23P01,22001,22003,22007,22012,22P02,21000,P0001,P0002,44000,54000,09000,38000}'::text[]) as c (code)
    where not lockstep_private.is_row_error(c.code)
    $$,
    'what a value, a constraint or a trigger refuses is about the row'
);
select is_empty(
    $$
    select c.code
    from unnest('{08006,08001,40001,40P01,42501,42P01,42703,53100,53200,53300,55P03,57014,57P01,58030,XX000,25006,0A000,LSC01}'::text[]) as c (code)
    where lockstep_private.is_row_error(c.code)
    $$,
    'connection, rights, locks, resources, cancel and missing tables are not'
);

select * from finish();
rollback;
