-- The machine room: who did what, programs, settings, stores.

create table user_actions (
    id               uuid primary key default gen_random_uuid(),
    user_id          uuid references profiles,
    action           varchar(40) not null,
    acted_at         timestamptz not null,
    item_type        varchar(200),
    item_id          integer,
    owner_type       varchar(200),
    owner_id         integer,
    data             jsonb,
    legacy_user_id   integer,
    legacy_action_id integer unique
);
comment on table user_actions is
    'item_id and owner_id are ids of the legacy database; the types say of which table.';
create index on user_actions (user_id);

create table events (
    id              uuid primary key default gen_random_uuid(),
    name            varchar(60) not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz,
    user_id         uuid references profiles,
    data            jsonb,
    legacy_user_id  integer,
    legacy_event_id integer unique
);
create index on events (user_id);

create table user_tasks (
    id          uuid primary key default gen_random_uuid(),
    user_id     uuid not null references profiles,
    task_id     uuid references tasks,
    title       varchar(255),
    status      task_status not null default 'pending',
    due_at      timestamptz,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now()
);
comment on table user_tasks is 'Has no source: tasks of the old application are in tasks.';
create index on user_tasks (user_id);
create index on user_tasks (task_id);

create table agents (
    id              uuid primary key default gen_random_uuid(),
    profile_id      uuid not null references profiles,
    hostname        varchar(120),
    version         varchar(20),
    is_active       boolean not null default true,
    last_seen_at    timestamptz,
    legacy_agent_id integer unique
);
create index on agents (profile_id);

create table clients (
    id               uuid primary key default gen_random_uuid(),
    profile_id       uuid references profiles,
    name             varchar(120) not null,
    version          varchar(20),
    platform         varchar(30),
    last_seen_at     timestamptz,
    legacy_client_id integer unique
);
create index on clients (profile_id);

create table client_renderers (
    id                 uuid primary key default gen_random_uuid(),
    client_id          uuid not null references clients,
    renderer           varchar(120),
    max_memory         bigint,
    settings           jsonb,
    legacy_client3d_id integer unique
);
create index on client_renderers (client_id);

create table instances (
    id                 uuid primary key default gen_random_uuid(),
    name               varchar(120) not null,
    kind               varchar(30),
    address            varchar(120),
    started_at         timestamptz,
    is_active          boolean not null default true,
    legacy_instance_id integer unique
);

create table global_settings (
    id                uuid primary key default gen_random_uuid(),
    setting_key       varchar(60) not null,
    setting_value     jsonb not null,
    category          varchar(50),
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    legacy_setting_id integer unique
);

create table storages (
    id                uuid primary key default gen_random_uuid(),
    name              varchar(120) not null,
    root              varchar(250) not null,
    capacity          bigint,
    is_active         boolean not null default true,
    legacy_storage_id integer unique
);

create table ware (
    id             uuid primary key default gen_random_uuid(),
    name           varchar(120) not null,
    code           varchar(60),
    storage_id     uuid references storages,
    quantity       integer not null,
    unit_price     numeric(10, 2),
    created_at     timestamptz default now(),
    legacy_ware_id integer unique
);
create index on ware (storage_id);

-- rights: nothing without a policy ----------------------------------------------------------------

alter table user_actions     enable row level security;
alter table events           enable row level security;
alter table user_tasks       enable row level security;
alter table agents           enable row level security;
alter table clients          enable row level security;
alter table client_renderers enable row level security;
alter table instances        enable row level security;
alter table global_settings  enable row level security;
alter table storages         enable row level security;
alter table ware             enable row level security;
