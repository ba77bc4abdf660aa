-- A reference is the target key that another entity gave to a source value.
begin;
select plan(36);

-- given: a way to read doctors with source keys instead of target keys
create view pg_temp.doctor as
select l.source_key as id, o.source_key as office, m.source_key as mentor, d.name
from near.doctors as d
join lockstep_ledger.doctors as l on l.target_key = d.id
left join lockstep_ledger.offices as o on o.target_key = d.office_id
left join lockstep_ledger.doctors as m on m.target_key = d.mentor_id;
