-- The same day at the new rental shop. What becomes of it: see changes-source.sql.

begin;

-- Drift: four rows are edited here.
update rental.people set last_name = 'Edited' where legacy_actor_id = 2;
update rental.people set email = 'edited@here.example' where legacy_customer_id = 3;
update rental.films set special_features = array_append(special_features, 'Commentaries')
where legacy_film_id = 10;
update rental.rentals set returned_at = null where legacy_rental_id = 100;

-- Conflict: the source changes this film as well.
update rental.films set title = 'Edited' where legacy_film_id = 1;

-- Missing: three rows are deleted here.
delete from rental.payments where legacy_payment_id in (16060, 16061);
delete from rental.film_actors as t
using rental.films as f, rental.people as a
where f.id = t.film_id and a.id = t.actor_id and f.legacy_film_id = 2 and a.legacy_actor_id = 19;

-- Left alone: a row of our own.
update rental.people set photo = '\x00ff' where username = 'ada';

commit;
