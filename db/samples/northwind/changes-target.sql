-- The same day at the new trading company. What becomes of it: see changes-source.sql.

begin;

-- Drift: a value, and a reference.
update trading.customers set contact_name = 'Somebody Else' where code = 'ANATR';
update trading.employees set reports_to_id = null where legacy_employee_id = 3;

-- Conflict: the source changes this price as well.
update trading.products set unit_price = 99.99 where legacy_product_id = 1;

-- Missing: a row is deleted here.
delete from trading.order_lines as t
using trading.products as p
where p.id = t.product_id and t.order_number = 10250 and p.legacy_product_id = 41;

-- Left alone: a row of our own.
update trading.shippers set phone = '+49 30 5550 9999' where company = 'Lastenrad Kollektiv';

commit;
