-- What somebody else did in the new database meanwhile: see source.sql.

begin;

-- Rows of lockstep's, which it will want back as they were.
update profiles set first_name = upper(first_name) || '!' where legacy_user_id in (1, 2);
update offices set country = 'US' where legacy_office_id in (1, 2);
delete from tasks where legacy_task_id in (1, 2);
delete from brackets where legacy_bracket_id in (1, 2);

-- The old application changes these as well.
update orders set notes = 'Written in the new database' where legacy_instruction_id in (1, 2);

-- Rows of the target's own, which are none of lockstep's business.
update profiles set phone = '+31 30 123 4567' where id = '00000000-0000-4000-8000-000000000002';
insert into offices (name, country) values ('Pop-up', 'Belgium');

commit;
