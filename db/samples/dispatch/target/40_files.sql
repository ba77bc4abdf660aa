-- Files, where they belong, and what is sent.

create table files (
    id              uuid primary key default gen_random_uuid(),
    file_uid        uuid,
    order_id        uuid references orders,
    uploaded_by     uuid references profiles,
    filename        varchar(255) not null,
    file_type       varchar(16),
    file_size_bytes bigint,
    mime_type       varchar(100),
    storage_path    text,
    checksum        text,
    parameters      jsonb,
    uploaded_at     timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    metadata        jsonb not null default '{}',
    legacy_file_id  integer unique
);
create index on files (order_id);
create index on files (uploaded_by);

create table order_files (
    id                    uuid primary key default gen_random_uuid(),
    order_id              uuid not null references orders on delete cascade,
    file_id               uuid not null references files on delete cascade,
    category              varchar(50) not null check (
        category in (
            'scan', 'image', 'document', 'package', 'model', 'simulation', 'analysis',
            'final_package', 'other'
        )
    ),
    file_type             integer,
    status                integer not null default 0,
    parameters            jsonb,
    metadata              jsonb not null default '{}',
    product_id            integer,
    record_id             integer,
    uploaded_at           timestamptz,
    legacy_file_id        integer not null unique,
    legacy_instruction_id integer,
    unique (order_id, file_id)
);
comment on column order_files.product_id is 'Of the legacy database, as record_id is.';
create index on order_files (file_id);

create table case_files (
    id             uuid primary key default gen_random_uuid(),
    case_id        uuid not null references cases on delete cascade,
    file_id        uuid not null references files on delete cascade,
    file_purpose   varchar(50) not null,
    display_order  integer not null default 0,
    notes          text,
    created_at     timestamptz not null default now(),
    created_by     uuid references profiles,
    updated_at     timestamptz not null default now(),
    legacy_file_id integer unique,
    unique (case_id, file_id)
);
create index on case_files (file_id);
create index on case_files (created_by);

create table shipments (
    id              uuid primary key default gen_random_uuid(),
    order_id        uuid references orders,
    carrier         varchar(50),
    tracking_number varchar(100),
    address         text,
    status          varchar(50) not null default 'pending',
    shipped_at      timestamptz,
    delivered_at    timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    metadata        jsonb not null default '{}'
);
comment on table shipments is 'Has no source: the old application never knew what was sent.';
create index on shipments (order_id);

-- rights: nothing without a policy ----------------------------------------------------------------

alter table files       enable row level security;
alter table order_files enable row level security;
alter table case_files  enable row level security;
alter table shipments   enable row level security;

create policy "members read files of cases" on case_files
    for select to authenticated
    using (exists (select from profiles as p where p.auth_user_id = auth.uid()));
