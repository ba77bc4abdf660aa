-- A day at the old rental shop. With changes-target.sql, what a comparison finds after both:
--
--   entity           insert  update  conflict  drift  missing  delete
--   actors                1       1         0      1        0       0
--   customers             1       1         0      1        0       0
--   film_actors           1       0         0      0        1       2
--   film_categories       2       0         0      0        0       1
--   films                 1       4         1      1        0       0
--   languages             1       0         0      0        0       0
--   payments              1       1         0      0        2       5
--   rentals               0       3         0      1        0       0
--   staff                 1       0         0      0        0       0
--   stores                1       2         0      0        0       0
--   all                  10      12         1      4        3       8

begin;

-- A third store, and a third manager who works in it but runs the first: both ends of the cycle
-- are new, and the managers that there were move on.
insert into staff (staff_id, first_name, last_name, address_id, email, store_id, username)
values (3, 'Wanda', 'Żeromska', 5, 'Wanda@sakilastaff.com', 1, 'Wanda');
update store set manager_staff_id = 3 where store_id = 1;
update store set manager_staff_id = 1 where store_id = 2;
insert into store (store_id, manager_staff_id, address_id)
values (3, 2, 5);
update staff set store_id = 3 where staff_id = 3;

insert into language (language_id, name)
values (7, 'Polish');
insert into actor (actor_id, first_name, last_name)
values (201, 'ŁUCJA', 'NOWAK');
update actor set last_name = 'O''GUINESS' where actor_id = 1;
insert into customer (customer_id, store_id, first_name, last_name, email, address_id, active)
values (600, 3, 'ZOË', 'ÅNGSTRÖM', null, 7, 1);
update customer set active = 0 where customer_id = 1;

-- Films: one is new, and everything that is not text changes in others.
insert into film (
    film_id, title, release_year, language_id, original_language_id, rental_rate, rating,
    special_features
)
values (1001, 'ZŁOTA RYBKA', 1996, 1, 7, 0.49, 'NC-17', '{"Behind the Scenes",Trailers}');
update film set rating = 'R' where film_id = 1;
update film set special_features = null where film_id = 2;
update film set original_language_id = 2 where film_id = 3;
update film as f
set length = o.length
from film as o
where f.film_id in (4, 5) and o.film_id = 9 - f.film_id;

insert into film_actor (actor_id, film_id)
values (201, 1001);
delete from film_actor where film_id = 1 and actor_id in (1, 10);
insert into film_category (film_id, category_id)
values (1001, 7);
update film_category set category_id = 7 where film_id = 1;

-- No change for lockstep: nothing is mapped from this column of this table.
update film_category set last_update = '2024-02-29 12:00' where film_id = 2;

update rental set return_date = rental_date + interval '3 days 01:02:03.000004'
where rental_id in (11496, 11541, 11563);

-- Payments stand in the children of payment; the parent has none of its own.
insert into payment_p2007_06 (payment_id, customer_id, staff_id, rental_id, amount, payment_date)
values (40001, 600, 3, 11496, 7.77, '2007-06-01 00:00:00');
update payment_p2007_01 set amount = amount + 0.01 where payment_id = 16050;
delete from payment_p2007_05
where payment_id in (
    select p.payment_id from payment_p2007_05 as p order by p.payment_id limit 5
);

commit;
