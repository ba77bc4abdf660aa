-- The same day at the new shop, behind lockstep's back. What becomes of it: see changes-source.sql.

begin;

-- Drift: three customers and one order line are edited here.
update customers set phone = '+1 555 0100' where legacy_customer_id = 201;
update customers set status = 'paused' where legacy_customer_id = 202;
update customers set full_name = upper(full_name) where legacy_customer_id = 203;
update order_lines as l
set gift_note = 'typed here'
from orders as o
where o.id = l.order_id and o.number = 2001 and l.line = 2;

-- Conflict: the old shop changes this product as well.
update products set price = price * 2 where legacy_product_id = 10;

-- Missing: three rows are deleted here.
delete from payments where legacy_payment_id in (100, 101);
delete from product_tags as t
using products as p
where p.id = t.product_id and p.legacy_product_id = 20;

-- Left alone: a column that the mapping does not fill, and a row of our own.
update customers set favourite_colour = 'green' where legacy_customer_id = 204;
insert into customers (full_name, email) values ('Only Here', 'only.here@shop.example');

commit;
