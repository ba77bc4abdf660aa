-- A moment at the lab, to be run again and again while a sync is at work: one file comes, the
-- oldest that came so goes, one order and one patient change. No row of it is one of the planted.

with new_file as (
    insert into dispatch_file (uid, name, ext, size, type, created_at, status)
    values (md5(clock_timestamp()::text)::uuid, 'while', '.stl', 1, 6, clock_timestamp(), 0)
), old_file as (
    delete from dispatch_file
    where id = (
        select min(f.id)
        from dispatch_file as f
        where f.name = 'while' and f.id % 2 = 0
    )
), some_patient as (
    update dispatch_patient as p
    set suspended = not p.suspended, updated_at = clock_timestamp()
    where p.id = (
        select t.id
        from dispatch_patient as t
        where t.id % 10 > 0 and t.id >= extract(microseconds from clock_timestamp())::integer % 20
        order by t.id
        limit 1
    )
)
update dispatch_instruction as i
set price = coalesce(i.price, 0) + 0.01, updated_at = clock_timestamp()
where i.id = (
    select t.id
    from dispatch_instruction as t
    where t.id % 10 > 0 and t.id >= extract(microseconds from clock_timestamp())::integer % 60
    order by t.id
    limit 1
);
