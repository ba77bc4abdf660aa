-- Money. All amounts are numeric, to the cent.

create table shop_orders (
    id              uuid primary key default gen_random_uuid(),
    course_id       uuid references courses,
    profile_id      uuid references profiles,
    office_id       uuid references offices,
    status_code     integer not null,
    comment         text,
    metadata        jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    legacy_order_id integer unique
);
comment on table shop_orders is 'Baskets of the shop of the lab: not the orders of patients.';
create index on shop_orders (course_id);
create index on shop_orders (profile_id);
create index on shop_orders (office_id);

create table offers (
    id              uuid primary key default gen_random_uuid(),
    order_id        uuid references orders,
    doctor_id       uuid references doctors,
    product_id      uuid references products,
    offer_amount    numeric(10, 2),
    description     text,
    is_accepted     boolean,
    is_active       boolean not null default true,
    created_at      timestamptz not null default now(),
    metadata        jsonb not null default '{}',
    legacy_offer_id integer unique
);
create index on offers (order_id);
create index on offers (doctor_id);
create index on offers (product_id);

create table discounts (
    id                   uuid primary key default gen_random_uuid(),
    offer_id             uuid references offers,
    name                 varchar(250),
    code                 varchar(50) not null unique,
    discount_type        varchar(50) check (discount_type in ('percentage', 'fixed_amount')),
    percentage           numeric(5, 2),
    fixed_amount         numeric(10, 2),
    minimum_order_amount numeric(10, 2),
    is_active            boolean not null default true,
    valid_from           date,
    valid_until          date,
    max_uses             integer,
    current_uses         integer not null default 0,
    created_at           timestamptz not null default now(),
    metadata             jsonb not null default '{}',
    legacy_discount_id   integer unique
);
create index on discounts (offer_id);

create table payments (
    id                    uuid primary key default gen_random_uuid(),
    order_id              uuid references orders,
    shop_order_id         uuid references shop_orders,
    patient_id            uuid references patients,
    amount                numeric(10, 2) not null,
    currency              char(3) not null default 'USD',
    status                payment_state not null,
    payment_status        payment_status,
    payment_method        varchar(20) check (
        payment_method in ('card', 'check', 'insurance', 'cash', 'other')
    ),
    external_payment_id   varchar(100),
    transaction_reference varchar(100),
    subtotal_amount       numeric(10, 2),
    tax_amount            numeric(10, 2),
    payment_date          timestamptz,
    processed_at          timestamptz,
    created_at            timestamptz default now(),
    metadata              jsonb not null default '{}',
    legacy_payment_id     integer unique,
    legacy_doctor_id      integer,
    legacy_office_id      integer,
    legacy_instruction_id integer
);
create index on payments (order_id);
create index on payments (shop_order_id);
create index on payments (patient_id);

create table purchases (
    id                 uuid primary key default gen_random_uuid(),
    order_id           uuid references orders,
    shop_order_id      uuid references shop_orders,
    product_id         uuid references products,
    quantity           integer not null,
    unit_price         numeric(10, 2) not null,
    total_amount       numeric(12, 2) not null,
    purchased_at       timestamptz,
    metadata           jsonb not null default '{}',
    legacy_purchase_id integer unique
);
create index on purchases (order_id);
create index on purchases (shop_order_id);
create index on purchases (product_id);

create table operations (
    id                  uuid primary key default gen_random_uuid(),
    case_id             uuid not null references cases,
    payment_id          uuid references payments,
    operation_type      varchar(50) not null check (operation_type in ('payment', 'refund')),
    amount              numeric(10, 2) not null,
    status              varchar(50) not null default 'completed',
    operation_data      jsonb not null default '{}',
    performed_at        timestamptz,
    metadata            jsonb not null default '{}',
    legacy_operation_id integer
);
create index on operations (case_id);
create index on operations (payment_id);
create index on operations (legacy_operation_id);

-- rights: nothing without a policy ----------------------------------------------------------------

alter table shop_orders enable row level security;
alter table offers      enable row level security;
alter table discounts   enable row level security;
alter table payments    enable row level security;
alter table purchases   enable row level security;
alter table operations  enable row level security;
