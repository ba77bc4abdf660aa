-- A shop as it grew over fifteen years: integer keys, numbers for words, NULL and '' for the same
-- thing, JSON in text columns, and foreign keys that somebody once dropped to be faster.

create table shop_customer (
    id          integer primary key,
    first_name  varchar(40) not null,
    last_name   varchar(40) not null,
    email       varchar(120) not null,
    phone       varchar(30),
    birthday    date,
    newsletter  smallint not null default 0,
    status      smallint not null default 1,
    notes       text,
    date_joined timestamp not null,
    updated_at  timestamp not null
);

create table shop_address (
    id          integer primary key,
    customer_id integer not null references shop_customer,
    label       varchar(20),
    street      varchar(80) not null,
    city        varchar(40) not null,
    postal_code varchar(12),
    country     char(2) not null
);
create index on shop_address (customer_id);

create table shop_category (
    id        integer primary key,
    parent_id integer references shop_category,
    name      varchar(60) not null,
    position  smallint not null default 0
);

create table shop_product (
    id          integer primary key,
    category_id integer,
    sku         varchar(20) not null unique,
    name        varchar(80) not null,
    price       double precision not null,
    weight      numeric(8, 3),
    attributes  text,
    sale_from   date,
    sale_until  date,
    active      boolean not null default true,
    updated_at  timestamp not null
);
comment on column shop_product.category_id is 'No foreign key since 2014.';

create table shop_tag (
    id   integer primary key,
    slug varchar(30) not null unique
);

create table shop_product_tags (
    id         integer primary key,
    product_id integer not null references shop_product,
    tag_id     integer not null references shop_tag,
    unique (product_id, tag_id)
);

create table shop_order (
    id          integer primary key,
    customer_id integer not null references shop_customer,
    address_id  integer,
    status      smallint not null,
    is_test     boolean not null default false,
    comment     varchar(200),
    placed_at   timestamp not null,
    updated_at  timestamp not null
);
comment on column shop_order.address_id is 'No foreign key since 2014.';
create index on shop_order (customer_id);
create index on shop_order (updated_at);

create table shop_orderline (
    order_id   integer not null references shop_order,
    line       smallint not null,
    product_id integer not null references shop_product,
    quantity   integer not null,
    price      numeric(10, 2) not null,
    gift_note  text,
    primary key (order_id, line)
);

create table shop_payment (
    id        integer primary key,
    order_id  integer not null references shop_order,
    method    smallint not null,
    amount    numeric(10, 2) not null,
    reference varchar(40),
    paid_at   timestamp not null
);
create index on shop_payment (order_id);
