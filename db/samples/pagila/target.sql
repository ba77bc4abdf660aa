-- A video rental shop as we would build it today: uuid keys, one table of people, our own words.
-- Nothing here knows of the old database except the legacy_… columns.

create schema rental;

create type rental.person_kind as enum ('actor', 'customer', 'staff');
create type rental.film_rating as enum (
    'general',
    'parental_guidance',
    'parents_cautioned',
    'restricted',
    'adults_only'
);
create domain rental.amount as numeric(10, 2) check (value >= 0);

-- Somebody else may change rows here too: say when, unless the statement says it itself.
create function rental.set_updated_at()
    returns trigger
    language plpgsql
as $body$
begin
    if new.updated_at is not distinct from old.updated_at then
        new.updated_at := now();
    end if;
    return new;
end;
$body$;

-- words and places ------------------------------------------------------------------------------

create table rental.languages (
    id                 uuid primary key default gen_random_uuid(),
    legacy_language_id integer unique,
    name               text not null unique check (name = btrim(name))
);

create table rental.categories (
    id                 uuid primary key default gen_random_uuid(),
    legacy_category_id integer unique,
    name               text not null unique
);

create table rental.countries (
    id                uuid primary key default gen_random_uuid(),
    legacy_country_id integer unique,
    name              text not null unique
);

create table rental.cities (
    id             uuid primary key default gen_random_uuid(),
    legacy_city_id integer unique,
    name           text not null,
    country_id     uuid not null references rental.countries
);
create index on rental.cities (country_id);

create table rental.addresses (
    id                uuid primary key default gen_random_uuid(),
    legacy_address_id integer unique,
    line_1            text not null,
    line_2            text check (line_2 <> ''),
    district          text check (district <> ''),
    postal_code       text check (postal_code <> ''),
    phone             text check (phone <> ''),
    city_id           uuid not null references rental.cities
);
create index on rental.addresses (city_id);

-- people and stores: staff work in a store, and a store has a manager -----------------------------

create table rental.stores (
    id              uuid primary key default gen_random_uuid(),
    legacy_store_id integer unique,
    address_id      uuid not null references rental.addresses,
    manager_id      uuid
);
create index on rental.stores (address_id);

create table rental.people (
    id                 uuid primary key default gen_random_uuid(),
    kind               rental.person_kind not null,
    legacy_actor_id    integer unique,
    legacy_customer_id integer unique,
    legacy_staff_id    integer unique,
    first_name         text not null,
    last_name          text not null,
    full_name          text generated always as (first_name || ' ' || last_name) stored,
    email              text check (email like '%@%'),
    username           text unique,
    is_active          boolean not null default true,
    address_id         uuid references rental.addresses,
    store_id           uuid references rental.stores,
    photo              bytea,
    joined_on          date,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    constraint people_one_origin
        check (num_nonnulls(legacy_actor_id, legacy_customer_id, legacy_staff_id) <= 1),
    constraint people_customers_live_somewhere
        check (kind <> 'customer' or address_id is not null)
);
create index on rental.people (address_id);
create index on rental.people (store_id);
create trigger set_updated_at before update on rental.people
    for each row execute function rental.set_updated_at();

alter table rental.stores
    add constraint stores_manager_fkey foreign key (manager_id) references rental.people;
create index on rental.stores (manager_id);

-- films -----------------------------------------------------------------------------------------

create table rental.films (
    id                   uuid primary key default gen_random_uuid(),
    legacy_film_id       integer unique,
    title                text not null,
    description          text,
    release_year         smallint check (release_year between 1888 and 2100),
    language_id          uuid not null references rental.languages,
    original_language_id uuid references rental.languages,
    rental_days          smallint not null check (rental_days > 0),
    rental_rate          rental.amount not null,
    replacement_cost     rental.amount not null,
    length_minutes       smallint check (length_minutes > 0),
    rating               rental.film_rating,
    special_features     text[] not null default '{}',
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now()
);
create index on rental.films (language_id);
create index on rental.films (original_language_id);
create trigger set_updated_at before update on rental.films
    for each row execute function rental.set_updated_at();

create table rental.film_actors (
    film_id    uuid not null references rental.films,
    actor_id   uuid not null references rental.people,
    created_at timestamptz not null default now(),
    primary key (film_id, actor_id)
);
create index on rental.film_actors (actor_id);

create table rental.film_categories (
    film_id     uuid not null references rental.films,
    category_id uuid not null references rental.categories,
    primary key (film_id, category_id)
);
create index on rental.film_categories (category_id);

-- business --------------------------------------------------------------------------------------

create table rental.inventory_items (
    id                  uuid primary key default gen_random_uuid(),
    legacy_inventory_id integer unique,
    film_id             uuid not null references rental.films,
    store_id            uuid not null references rental.stores
);
create index on rental.inventory_items (film_id);
create index on rental.inventory_items (store_id);

create table rental.rentals (
    id                uuid primary key default gen_random_uuid(),
    legacy_rental_id  integer unique,
    inventory_item_id uuid not null references rental.inventory_items,
    customer_id       uuid not null references rental.people,
    staff_id          uuid not null references rental.people,
    rented_at         timestamptz not null,
    returned_at       timestamptz check (returned_at >= rented_at),
    lent_during       tstzrange generated always as (tstzrange(rented_at, returned_at)) stored,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now()
);
create index on rental.rentals (inventory_item_id);
create index on rental.rentals (customer_id);
create index on rental.rentals (staff_id);
create trigger set_updated_at before update on rental.rentals
    for each row execute function rental.set_updated_at();

create table rental.payments (
    id                uuid primary key default gen_random_uuid(),
    legacy_payment_id integer unique,
    customer_id       uuid not null references rental.people,
    staff_id          uuid not null references rental.people,
    rental_id         uuid references rental.rentals,
    amount            rental.amount not null,
    paid_at           timestamptz not null,
    created_at        timestamptz not null default now()
);
create index on rental.payments (customer_id);
create index on rental.payments (staff_id);
create index on rental.payments (rental_id);

-- rights: nothing without a policy ----------------------------------------------------------------

alter table rental.languages       enable row level security;
alter table rental.categories      enable row level security;
alter table rental.countries       enable row level security;
alter table rental.cities          enable row level security;
alter table rental.addresses       enable row level security;
alter table rental.stores          enable row level security;
alter table rental.people          enable row level security;
alter table rental.films           enable row level security;
alter table rental.film_actors     enable row level security;
alter table rental.film_categories enable row level security;
alter table rental.inventory_items enable row level security;
alter table rental.rentals         enable row level security;
alter table rental.payments        enable row level security;

-- rows that no old database knows -----------------------------------------------------------------

insert into rental.categories (name)
values ('Restored classics');

insert into rental.people (kind, first_name, last_name, email, username, joined_on)
values ('staff', 'Ada', 'Okonkwo', 'ada@rental.example', 'ada', '2025-01-06');
