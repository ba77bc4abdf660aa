-- A day at the old trading company. With changes-target.sql, what a comparison finds after both:
--
--   entity           insert  update  conflict  drift  missing  delete
--   customers             1       1         0      1        0       2
--   employees             2       1         0      1        0       0
--   order_lines           2       0         0      0        1       3
--   orders                1       2         0      0        0       1
--   products              0       1         1      0        0       0
--   segment_members       1       0         0      0        0       0
--   segments              1       0         0      0        0       0
--   shippers              1       0         0      0        0       0
--   states                0       1         0      0        0       0
--   territories           0       1         0      0        0       0
--   all                   9       7         1      2        1       6

begin;

-- Two new employees, the first reports to the second; an old one gets another superior.
insert into employees (employee_id, last_name, first_name, birth_date, hire_date, reports_to)
values
    (10, 'Ørsted', 'Åse', '1970-01-01', '1998-05-06', 11),
    (11, 'Núñez', 'Íñigo', '1969-12-31', '1998-05-06', 9);
update employees set reports_to = 2 where employee_id = 9;

insert into customers (customer_id, company_name, city)
values ('LOCKS', 'Schlüssel & Söhne', 'Köln');
update customers set phone = '030-0074322' where customer_id = 'ALFKI';
delete from customers where customer_id in ('FISSA', 'PARIS');

-- The first rows of two tables that were empty.
insert into customer_demographics
values ('NEW', 'Here for less than a year');
insert into customer_customer_demo
values ('LOCKS', 'NEW');

-- A state changes its two letters, which are the key at the target.
update us_states set state_abbr = 'ZZ' where state_id = 51;
update territories set territory_description = 'Georgetown' where territory_id = '01833';

insert into shippers
values (7, 'Förde Fähre', null);
update products set unit_price = 18.35 where product_id = 1;
update products set units_in_stock = units_in_stock + 1 where product_id = 2;

insert into orders (order_id, customer_id, employee_id, order_date, ship_via, freight)
values (11078, 'LOCKS', 11, '1998-05-07', 7, 0.1);
insert into order_details
values (11078, 1, 18.35, 3, 0.15), (11078, 2, 0.07, 1000, 0);
update orders set shipped_date = '1998-05-08' where order_id in (11008, 11019);
delete from order_details where order_id = 10248;
delete from orders where order_id = 10248;

commit;
