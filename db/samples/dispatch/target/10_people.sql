-- People, the places they work at, and what they may do. A profile is anybody; doctors, patients and
-- technicians are profiles, with an id of their own besides.

create table languages (
    id                 uuid primary key default gen_random_uuid(),
    code               varchar(10) not null unique,
    name               varchar(60) not null,
    created_at         timestamptz default now(),
    legacy_language_id integer unique
);

create table offices (
    id                  uuid primary key default gen_random_uuid(),
    name                text not null,
    address             text,
    apartment           text,
    city                text,
    state               text,
    zip_code            text,
    country             text,
    phone               text,
    tax_rate            numeric(5, 4),
    square_customer_id  text,
    is_active           boolean not null default true,
    email_notifications boolean not null default true,
    created_at          timestamptz default now(),
    updated_at          timestamptz default now(),
    metadata            jsonb,
    legacy_office_id    integer unique
);

create table profiles (
    id                uuid primary key default gen_random_uuid(),
    auth_user_id      uuid references auth.users,
    profile_type      profile_type not null,
    first_name        text,
    last_name         text,
    email             text,
    phone             text,
    date_of_birth     date,
    gender            gender_type not null default 'unknown',
    username          text,
    password_hash     text,
    is_active         boolean not null default true,
    is_verified       boolean not null default false,
    archived          boolean not null default false,
    suspended         boolean not null default false,
    patient_suffix    varchar(10),
    insurance_info    jsonb,
    medical_history   jsonb,
    created_at        timestamptz default now(),
    updated_at        timestamptz default now(),
    last_login_at     timestamptz,
    metadata          jsonb,
    legacy_user_id    integer unique,
    legacy_patient_id integer unique,
    constraint email_format
        check (email ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$'),
    constraint patient_suffix_required
        check (profile_type <> 'patient' or patient_suffix is not null)
);
create index on profiles (auth_user_id);

create table doctors (
    id                            uuid primary key default gen_random_uuid(),
    profile_id                    uuid not null unique references profiles,
    doctor_number                 text unique,
    license_number                text,
    npi_number                    text,
    specialty                     text,
    board_certifications          jsonb,
    education                     jsonb,
    years_experience              integer,
    primary_office_id             uuid references offices,
    practice_type                 text,
    status                        doctor_status not null default 'active',
    is_accepting_patients         boolean not null default true,
    max_patient_load              integer,
    bio                           text,
    specialties                   jsonb,
    languages_spoken              jsonb,
    professional_memberships      jsonb,
    consultation_duration_minutes integer,
    follow_up_duration_minutes    integer,
    working_hours                 jsonb,
    consultation_fee              numeric(10, 2),
    accepts_insurance             boolean,
    payment_terms                 jsonb,
    licensed_since                date,
    joined_practice_at            timestamptz,
    updated_at                    timestamptz default now(),
    legacy_doctor_id              integer unique,
    legacy_user_id                integer unique,
    metadata                      jsonb
);
create index on doctors (primary_office_id);

-- doctor_id is a profile here, and a row of doctors in patients, cases and orders.
create table doctor_offices (
    id         uuid primary key default gen_random_uuid(),
    doctor_id  uuid not null references profiles,
    office_id  uuid not null references offices,
    is_primary boolean not null default false,
    is_active  boolean not null default true,
    created_at timestamptz default now(),
    legacy_id  integer unique,
    unique (doctor_id, office_id)
);
create index on doctor_offices (office_id);

create table patients (
    id                 uuid primary key default gen_random_uuid(),
    profile_id         uuid not null unique references profiles,
    patient_number     text unique,
    suffix             varchar(10),
    sex                gender_type,
    date_of_birth      date,
    primary_doctor_id  uuid references doctors,
    assigned_office_id uuid references offices,
    status             patient_status_type,
    archived           boolean not null default false,
    suspended          boolean not null default false,
    medical_history    jsonb,
    insurance_info     jsonb,
    schemes            jsonb,
    enrolled_at        timestamptz,
    updated_at         timestamptz default now(),
    legacy_patient_id  integer unique,
    legacy_user_id     integer unique,
    legacy_doctor_id   integer,
    metadata           jsonb
);
create index on patients (primary_doctor_id);
create index on patients (assigned_office_id);

create table patients_doctors_offices (
    id                uuid primary key default gen_random_uuid(),
    patient_id        uuid not null references patients,
    doctor_id         uuid not null references doctors,
    office_id         uuid not null references offices,
    created_at        timestamptz default now(),
    legacy_patient_id integer unique,
    unique (patient_id, doctor_id, office_id)
);
create index on patients_doctors_offices (doctor_id);
create index on patients_doctors_offices (office_id);

create table teams (
    id              uuid primary key default gen_random_uuid(),
    name            text not null,
    description     text,
    team_type       text not null default 'operational',
    is_active       boolean not null default true,
    created_at      timestamptz default now(),
    legacy_group_id integer unique
);

create table team_members (
    id         uuid primary key default gen_random_uuid(),
    team_id    uuid not null references teams,
    profile_id uuid not null references profiles,
    created_at timestamptz default now(),
    legacy_id  integer unique,
    unique (team_id, profile_id)
);
create index on team_members (profile_id);

create table team_permissions (
    id                   uuid primary key default gen_random_uuid(),
    team_id              uuid not null references teams,
    permission           text,
    resource             text,
    is_active            boolean not null default true,
    legacy_permission_id integer not null,
    legacy_id            integer unique
);
create index on team_permissions (team_id);

create table roles (
    id          uuid primary key default gen_random_uuid(),
    name        text not null,
    description text,
    created_at  timestamptz default now(),
    legacy_id   integer unique,
    metadata    jsonb
);

create table role_permissions (
    id                   uuid primary key default gen_random_uuid(),
    role_id              uuid not null references roles,
    permission           text,
    resource             text,
    is_active            boolean not null default true,
    legacy_role_id       integer,
    legacy_permission_id integer,
    legacy_junction_id   integer unique
);
create index on role_permissions (role_id);

create table technicians (
    id                   uuid primary key default gen_random_uuid(),
    user_id              uuid references auth.users,
    profile_id           uuid not null unique references profiles,
    first_name           text,
    last_name            text,
    email                text,
    phone                text,
    specialty            text,
    is_active            boolean not null default true,
    hire_date            date,
    employee_id          text unique,
    status               employment_status not null default 'active',
    created_at           timestamptz default now(),
    updated_at           timestamptz default now(),
    legacy_technician_id integer unique,
    legacy_user_id       integer unique,
    metadata             jsonb
);
create index on technicians (user_id);

-- technician_id is a profile.
create table technician_roles (
    id             uuid primary key default gen_random_uuid(),
    technician_id  uuid references profiles,
    role_type      technician_type,
    role_name      text not null,
    abbreviation   text,
    is_active      boolean not null default true,
    assigned_at    timestamptz,
    legacy_role_id integer unique,
    metadata       jsonb
);
create index on technician_roles (technician_id);

create table doctor_masters (
    id         uuid primary key default gen_random_uuid(),
    doctor_id  uuid not null references doctors,
    profile_id uuid not null references profiles,
    created_at timestamptz default now(),
    legacy_id  integer unique,
    unique (doctor_id, profile_id)
);
create index on doctor_masters (profile_id);

create table doctor_sales (
    id         uuid primary key default gen_random_uuid(),
    doctor_id  uuid not null references doctors,
    profile_id uuid not null references profiles,
    created_at timestamptz default now(),
    legacy_id  integer unique,
    unique (doctor_id, profile_id)
);
create index on doctor_sales (profile_id);

create table user_settings (
    id                 uuid primary key default gen_random_uuid(),
    profile_id         uuid not null unique references profiles,
    language_id        uuid references languages,
    timezone           text,
    notify_email       boolean not null default true,
    notify_push        boolean not null default false,
    page_size          integer not null default 25,
    phone              text,
    preferences        text,
    created_at         timestamptz default now(),
    updated_at         timestamptz default now(),
    legacy_setting_id  integer unique,
    legacy_language_id integer
);
create index on user_settings (language_id);

create table masters (
    id               uuid primary key default gen_random_uuid(),
    profile_id       uuid not null references profiles,
    region           text,
    capacity         integer,
    is_active        boolean not null default true,
    created_at       timestamptz default now(),
    legacy_master_id integer unique
);
create index on masters (profile_id);

alter table languages enable row level security;
alter table offices enable row level security;
alter table profiles enable row level security;
alter table doctors enable row level security;
alter table doctor_offices enable row level security;
alter table patients enable row level security;
alter table patients_doctors_offices enable row level security;
alter table teams enable row level security;
alter table team_members enable row level security;
alter table team_permissions enable row level security;
alter table roles enable row level security;
alter table role_permissions enable row level security;
alter table technicians enable row level security;
alter table technician_roles enable row level security;
alter table doctor_masters enable row level security;
alter table doctor_sales enable row level security;
alter table user_settings enable row level security;
alter table masters enable row level security;
