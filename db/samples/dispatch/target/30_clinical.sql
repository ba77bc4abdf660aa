-- Patients' cases and orders, and the work on them.

create table cases (
    id                uuid primary key default gen_random_uuid(),
    patient_id        uuid not null references patients,
    primary_doctor_id uuid not null references doctors,
    office_id         uuid references offices,
    case_number       text not null unique,
    status            case_status,
    deleted           boolean not null default false,
    created_at        timestamptz default now(),
    updated_at        timestamptz default now(),
    legacy_patient_id integer unique,
    metadata          jsonb
);
create index on cases (patient_id);
create index on cases (primary_doctor_id);
create index on cases (office_id);

create table orders (
    id                    uuid primary key default gen_random_uuid(),
    order_number          text not null unique,
    patient_id            uuid not null references patients,
    doctor_id             uuid not null references doctors,
    office_id             uuid references offices,
    course_type           course_type,
    status                order_status not null,
    notes                 text,
    complaint             text,
    amount                numeric(10, 2),
    submitted_at          timestamptz,
    approved_at           timestamptz,
    shipped_at            timestamptz,
    created_at            timestamptz default now(),
    updated_at            timestamptz default now(),
    deleted               boolean not null default false,
    deleted_at            timestamptz,
    metadata              jsonb,
    exports               jsonb,
    suffix                varchar(10),
    legacy_instruction_id integer unique
);
create index on orders (patient_id);
create index on orders (doctor_id);
create index on orders (office_id);

-- What a foreign key cannot say: the profile behind the doctor must be one who may treat.
create function validate_orders()
    returns trigger
    language plpgsql
    set search_path = public, pg_temp
as $body$
begin
    if new.doctor_id is not null and not exists (
        select
        from doctors as d
        join profiles as p on p.id = d.profile_id
        where d.id = new.doctor_id and p.profile_type in ('doctor', 'master')
    ) then
        raise exception 'the profile of an order''s doctor is neither doctor nor master';
    end if;
    return new;
end;
$body$;

create trigger validate_orders_trigger
    before insert or update of doctor_id on orders
    for each row execute function validate_orders();

create table order_cases (
    id                    uuid primary key default gen_random_uuid(),
    order_id              uuid not null references orders on delete cascade,
    case_id               uuid not null references cases on delete cascade,
    relationship_type     varchar(50) not null default 'primary',
    created_at            timestamptz default now(),
    updated_at            timestamptz default now(),
    is_active             boolean not null default true,
    legacy_instruction_id integer unique,
    unique (order_id, case_id)
);
create index on order_cases (case_id);

create table order_states (
    id                    uuid primary key default gen_random_uuid(),
    order_id              uuid not null references orders on delete cascade,
    status_code           integer not null,
    status_name           varchar(100) not null,
    is_active             boolean not null default true,
    changed_by            uuid references profiles,
    changed_at            timestamptz not null,
    legacy_state_id       integer not null unique,
    legacy_instruction_id integer not null,
    legacy_actor_id       integer,
    metadata              jsonb,
    notes                 text
);
create index on order_states (order_id);
create index on order_states (changed_by);

create view current_order_states
with (security_invoker = true)
as
select distinct on (s.order_id) s.*
from order_states as s
where s.is_active
order by s.order_id, s.changed_at desc, s.legacy_state_id desc;

create table case_states (
    id              uuid primary key default gen_random_uuid(),
    case_id         uuid not null references cases,
    changed_by_id   uuid references profiles,
    previous_state  case_state,
    current_state   case_state not null,
    reason          text,
    notes           text,
    automated       boolean,
    changed_at      timestamptz not null,
    metadata        jsonb,
    legacy_state_id integer unique
);
create index on case_states (case_id);
create index on case_states (changed_by_id);

create table jaws (
    id                 uuid primary key default gen_random_uuid(),
    order_id           uuid references orders,
    product_id         uuid references products,
    jaw_type           jaw_type,
    labial             boolean not null default true,
    bond_teeth         char(16),
    extract_teeth      char(16),
    replacement_reason replacement_reason,
    metadata           jsonb,
    legacy_jaw_id      integer unique
);
create index on jaws (order_id);
create index on jaws (product_id);

create table projects (
    id                uuid primary key default gen_random_uuid(),
    creator_id        uuid references profiles,
    name              text not null,
    project_type      project_type not null,
    status            project_status,
    file_uid          uuid,
    file_size_bytes   bigint,
    is_public         boolean not null default false,
    created_at        timestamptz default now(),
    updated_at        timestamptz default now(),
    metadata          jsonb,
    legacy_project_id integer unique
);
create index on projects (creator_id);

-- patient_id and doctor_id are profiles here.
create table treatment_plans (
    id                    uuid primary key default gen_random_uuid(),
    project_id            uuid not null references projects on delete cascade,
    order_id              uuid references orders,
    patient_id            uuid references profiles,
    doctor_id             uuid references profiles,
    plan_number           integer not null,
    plan_name             varchar(100),
    plan_notes            text,
    is_original           boolean not null,
    treatment_type        varchar(50),
    revision_count        integer not null default 0,
    created_at            timestamptz default now(),
    updated_at            timestamptz default now(),
    legacy_plan_id        integer unique,
    legacy_instruction_id integer,
    metadata              jsonb
);
create index on treatment_plans (project_id);
create index on treatment_plans (order_id);
create index on treatment_plans (patient_id);
create index on treatment_plans (doctor_id);

create table brackets (
    id                uuid primary key default gen_random_uuid(),
    name              text not null,
    bracket_type      text not null default 'standard',
    description       text,
    material          text,
    slot_size         numeric(4, 3),
    torque            integer,
    angulation        integer,
    prescription      bracket_prescription,
    base_shape        text,
    height_mm         numeric(5, 2),
    width_mm          numeric(5, 2),
    thickness_mm      numeric(5, 2),
    tooth_position    text,
    arch_type         text,
    manufacturer      text,
    model_number      text,
    sku               text,
    unit_cost         numeric(10, 2),
    active            boolean not null default true,
    created_by        uuid references profiles,
    project_id        uuid references projects,
    legacy_bracket_id integer unique,
    legacy_project_id integer,
    metadata          jsonb
);
create index on brackets (created_by);
create index on brackets (project_id);

create table project_readings (
    id                uuid primary key default gen_random_uuid(),
    project_id        uuid not null references projects on delete cascade,
    profile_id        uuid references profiles,
    read_at           timestamptz not null,
    position          integer,
    legacy_user_id    integer,
    legacy_reading_id integer unique
);
create index on project_readings (project_id);
create index on project_readings (profile_id);

create table project_links (
    id                uuid primary key default gen_random_uuid(),
    project_id        uuid references projects on delete cascade,
    token             varchar(64) not null unique,
    created_by        uuid references profiles,
    created_at        timestamptz not null default now(),
    expires_at        timestamptz,
    hits              integer not null default 0,
    legacy_project_id integer,
    legacy_creator_id integer,
    legacy_link_id    integer unique
);
create index on project_links (project_id);
create index on project_links (created_by);

create table tasks (
    id                uuid primary key default gen_random_uuid(),
    order_id          uuid not null references orders,
    assigned_to       uuid references profiles,
    template_id       uuid references templates,
    template_name     text,
    description       text,
    jaw_specification integer,
    status            task_status not null default 'pending',
    checked           boolean not null default false,
    completed_at      timestamptz,
    metadata          jsonb,
    created_at        timestamptz default now(),
    updated_at        timestamptz default now(),
    legacy_task_id    integer unique
);
create index on tasks (order_id);
create index on tasks (assigned_to);
create index on tasks (template_id);

alter table cases enable row level security;
alter table orders enable row level security;
alter table order_cases enable row level security;
alter table order_states enable row level security;
alter table case_states enable row level security;
alter table jaws enable row level security;
alter table projects enable row level security;
alter table treatment_plans enable row level security;
alter table brackets enable row level security;
alter table project_readings enable row level security;
alter table project_links enable row level security;
alter table tasks enable row level security;
