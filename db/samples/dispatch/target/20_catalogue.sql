-- What the lab makes, and the steps by which it makes it.

create table courses (
    id            uuid primary key default gen_random_uuid(),
    name          text not null,
    course_type   course_type,
    customization jsonb,
    metadata      jsonb,
    legacy_id     integer unique
);

create table products (
    id                uuid primary key default gen_random_uuid(),
    name              text not null,
    course_type       course_type,
    base_price        numeric(10, 2),
    customization     jsonb,
    is_active         boolean not null default true,
    metadata          jsonb,
    sku               text unique,
    legacy_course_id  integer,
    legacy_product_id integer unique
);

create table product_roles (
    id         uuid primary key default gen_random_uuid(),
    product_id uuid not null references products,
    role_id    uuid not null references roles,
    legacy_id  integer unique,
    unique (product_id, role_id)
);
create index on product_roles (role_id);

create table product_successors (
    id           uuid primary key default gen_random_uuid(),
    product_id   uuid not null references products,
    successor_id uuid not null references products,
    legacy_id    integer unique,
    unique (product_id, successor_id)
);
create index on product_successors (successor_id);

-- legacy_category_id was never made unique.
create table categories (
    id                 uuid primary key default gen_random_uuid(),
    name               text not null,
    parent_id          uuid references categories,
    display_order      integer,
    legacy_category_id integer
);
create index on categories (parent_id);
create index on categories (legacy_category_id);

create table templates (
    id                         uuid primary key default gen_random_uuid(),
    name                       text,
    action_name                text,
    category_id                uuid references categories,
    is_active                  boolean not null default true,
    estimated_duration_minutes integer,
    metadata                   jsonb,
    created_at                 timestamptz default now(),
    legacy_template_id         integer unique
);
create index on templates (category_id);

create table template_products (
    id            uuid primary key default gen_random_uuid(),
    template_id   uuid not null references templates,
    product_id    uuid not null references products,
    quantity      integer not null default 1,
    product_price numeric(10, 2),
    legacy_id     integer unique,
    metadata      jsonb,
    unique (template_id, product_id)
);
create index on template_products (product_id);

create table template_edit_roles (
    id          uuid primary key default gen_random_uuid(),
    template_id uuid not null references templates,
    role_id     uuid not null references roles,
    is_active   boolean not null default true,
    legacy_id   integer unique,
    metadata    jsonb,
    unique (template_id, role_id)
);
create index on template_edit_roles (role_id);

create table template_view_roles (
    id          uuid primary key default gen_random_uuid(),
    template_id uuid not null references templates,
    role_id     uuid not null references roles,
    is_active   boolean not null default true,
    legacy_id   integer unique,
    metadata    jsonb,
    unique (template_id, role_id)
);
create index on template_view_roles (role_id);

create table template_view_groups (
    id          uuid primary key default gen_random_uuid(),
    template_id uuid not null references templates,
    team_id     uuid not null references teams,
    is_active   boolean not null default true,
    legacy_id   integer unique,
    metadata    jsonb,
    unique (template_id, team_id)
);
create index on template_view_groups (team_id);

create table template_predecessors (
    id             uuid primary key default gen_random_uuid(),
    template_id    uuid not null references templates,
    predecessor_id uuid not null references templates,
    legacy_id      integer unique,
    unique (template_id, predecessor_id)
);
create index on template_predecessors (predecessor_id);

alter table courses enable row level security;
alter table products enable row level security;
alter table product_roles enable row level security;
alter table product_successors enable row level security;
alter table categories enable row level security;
alter table templates enable row level security;
alter table template_products enable row level security;
alter table template_edit_roles enable row level security;
alter table template_view_roles enable row level security;
alter table template_view_groups enable row level security;
alter table template_predecessors enable row level security;
