-- A day at the old shop. With changes-target.sql, what a comparison finds after both:
--
--   entity        insert  update  conflict  drift  missing  delete
--   categories         0       1         0      0        0       0
--   customers          3       4         0      3        0       0
--   order_lines        6       1         0      1        0       7
--   orders             3       2         0      0        0       2
--   payments           2       0         0      0        2       2
--   product_tags       1       0         0      0        1       1
--   products           0       3         1      0        0       0
--   all               15      11         1      4        3      12

begin;

-- Three new customers, two of whom order at once.
insert into shop_customer
values
    (4001, 'Aoife', 'Ní Bhriain', 'Aoife@mail.example', '', null, 1, 1, null, now(), now()),
    (4002, 'Γιώργος', 'Παππάς', 'giorgos@mail.example', null, '1988-02-29', 0, 1, '', now(), now()),
    (4003, 'Nobody', 'Yet', 'nobody@mail.example', null, null, 0, 1, null, now(), now());

insert into shop_order
values
    (12001, 4001, null, 2, false, '', now(), now()),
    (12002, 4002, null, 1, false, 'No hurry', now(), now());

insert into shop_orderline
values
    (12001, 1, 7, 1, 10.67, null),
    (12001, 2, 40, 2, 12.50, ''),
    (12002, 1, 7, 3, 10.67, 'Για σένα'),
    (12002, 2, 9, 1, 99.99, null);

insert into shop_payment
values (10001, 12001, 1, 35.67, 'PAY-12001', now());

-- A marriage, a new number, and two numbers that had been mixed up.
update shop_customer set last_name = 'Sokolowska', updated_at = now() where id = 101;
update shop_customer set phone = '+44 20 7946 0018', updated_at = now() where id = 102;
update shop_customer as c
set phone = o.phone, updated_at = now()
from shop_customer as o
where c.id in (103, 104) and o.id = 207 - c.id;

-- Prices, one of which somebody changes in the new shop as well.
update shop_product set price = price + 1, updated_at = now() where id in (10, 20, 30);
update shop_product set active = not active, updated_at = now() where id = 40;
update shop_category set parent_id = 5 where id = 20;
delete from shop_product_tags where product_id = 10 and tag_id = 7;
insert into shop_product_tags values (9001, 10, 1);

-- Two orders are sent, one grows, one (4 lines, 1 payment) is erased.
update shop_order set status = 5, updated_at = now() where id in (1235, 1242);
update shop_orderline set quantity = quantity + 1 where order_id = 2001 and line = 1;
delete from shop_payment where order_id = 3456;
delete from shop_orderline where order_id = 3456;
delete from shop_order where id = 3456;

-- Order 500 (2 lines, 1 payment) was no test after all; 5678 (3 lines, 1 payment) was one.
update shop_order set is_test = not is_test, updated_at = now() where id in (500, 5678);

commit;
