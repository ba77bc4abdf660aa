-- What people write to each other, and what the system tells them.

create table messages (
    id               uuid primary key default gen_random_uuid(),
    message_type     varchar(50) not null default 'general',
    title            varchar(255),
    subject          varchar(255),
    content          text not null,
    sender_id        uuid references profiles,
    recipient_type   varchar(50) not null check (recipient_type in ('patient', 'user', 'system')),
    recipient_id     uuid,
    metadata         jsonb not null default '{}',
    is_read          boolean not null default false,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    legacy_record_id integer
);
comment on column messages.recipient_id is
    'A row of patients where recipient_type is patient, of profiles where it is user.';
create index on messages (sender_id);
create index on messages (recipient_id);
create index on messages (legacy_record_id);

create table team_communications (
    id                   uuid primary key default gen_random_uuid(),
    communication_type   communication_type,
    subject              varchar(255),
    body                 text,
    author_id            uuid not null references profiles,
    team_id              uuid references teams,
    department           varchar(100),
    order_id             uuid references orders,
    project_id           uuid references projects,
    task_id              uuid references tasks,
    visibility           communication_visibility not null,
    triggers_workflow    boolean not null default false,
    workflow_action      varchar(100),
    approval_required    boolean not null default false,
    approval_status      varchar(50),
    is_broadcast         boolean not null default false,
    metadata             jsonb not null default '{}',
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now(),
    legacy_record_id     integer unique
);
create index on team_communications (author_id);
create index on team_communications (team_id);
create index on team_communications (order_id);
create index on team_communications (project_id);
create index on team_communications (task_id);

create table message_attachments (
    id                   uuid primary key default gen_random_uuid(),
    message_id           uuid not null references messages on delete cascade,
    file_id              uuid not null references files on delete cascade,
    attachment_type      varchar(50) not null default 'file',
    metadata             jsonb not null default '{}',
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now(),
    legacy_attachment_id integer,
    legacy_record_id     integer,
    legacy_file_id       integer unique,
    unique (message_id, file_id)
);
create index on message_attachments (file_id);

create table record_attachments (
    id                    uuid primary key default gen_random_uuid(),
    message_id            uuid references messages on delete cascade,
    team_communication_id uuid references team_communications on delete cascade,
    file_id               uuid not null references files on delete cascade,
    legacy_attachment_id  integer unique,
    legacy_record_id      integer not null
);
create index on record_attachments (message_id);
create index on record_attachments (team_communication_id);
create index on record_attachments (file_id);

create table message_roles (
    id                    uuid primary key default gen_random_uuid(),
    message_id            uuid references messages on delete cascade,
    team_communication_id uuid references team_communications on delete cascade,
    role_id               uuid not null references roles,
    legacy_junction_id    integer unique,
    legacy_record_id      integer not null
);
create index on message_roles (message_id);
create index on message_roles (team_communication_id);
create index on message_roles (role_id);

create table comments (
    id                uuid primary key default gen_random_uuid(),
    content           text not null,
    comment_type      comment_type_enum not null,
    author_id         uuid references profiles,
    parent_comment_id uuid references comments,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    legacy_id         integer,
    legacy_table      varchar(50),
    unique (legacy_table, legacy_id)
);
create index on comments (author_id);
create index on comments (parent_comment_id);

create table treatment_discussions (
    id                    uuid primary key default gen_random_uuid(),
    comment_id            uuid not null unique references comments on delete cascade,
    treatment_plan_id     uuid not null references treatment_plans on delete cascade,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    is_visible_to_patient boolean not null default false,
    legacy_comment_id     integer unique
);
create index on treatment_discussions (treatment_plan_id);

create table doctor_notes (
    id             uuid primary key default gen_random_uuid(),
    comment_id     uuid not null unique references comments on delete cascade,
    doctor_id      uuid not null references profiles,
    created_at     timestamptz not null default now(),
    legacy_note_id integer unique
);
create index on doctor_notes (doctor_id);

create table case_messages (
    id                    uuid primary key default gen_random_uuid(),
    case_id               uuid not null references cases,
    sender_id             uuid references profiles,
    recipient_id          uuid references profiles,
    message_type          case_message_type not null default 'clinical_note',
    subject               varchar(255),
    content               text not null,
    priority              integer not null default 0,
    is_urgent             boolean not null default false,
    requires_response     boolean not null default false,
    is_confidential       boolean not null default false,
    sent_at               timestamptz not null default now(),
    read_at               timestamptz,
    responded_at          timestamptz,
    metadata              jsonb not null default '{}',
    deleted               boolean not null default false,
    related_tooth_numbers integer[],
    treatment_phase       varchar(50),
    parent_message_id     uuid references case_messages,
    thread_root_id        uuid references case_messages,
    legacy_record_id      integer,
    legacy_message_id     integer
);
create index on case_messages (case_id);
create index on case_messages (sender_id);
create index on case_messages (recipient_id);
create index on case_messages (parent_message_id);
create index on case_messages (thread_root_id);
create index on case_messages (legacy_message_id);

create table system_messages (
    id               uuid primary key default gen_random_uuid(),
    message_type     varchar(50) not null default 'info' check (
        message_type in (
            'info', 'notification', 'warning', 'error', 'order_update', 'shipment_update',
            'payment_update', 'case_update', 'status_update', 'reminder', 'welcome'
        )
    ),
    order_id         uuid references orders,
    shipment_id      uuid references shipments,
    recipient_id     uuid references profiles,
    message_code     varchar(60),
    message_data     jsonb,
    message          text,
    barcode          varchar(100),
    tracking_number  varchar(100),
    carrier          varchar(50),
    source_system    varchar(50),
    processed        boolean not null default false,
    processed_at     timestamptz,
    is_active        boolean not null default true,
    metadata         jsonb not null default '{}',
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    legacy_record_id integer unique
);
create index on system_messages (order_id) where order_id is not null;
create index on system_messages (shipment_id) where shipment_id is not null;
create index on system_messages (recipient_id);

create table customer_feedback (
    id               uuid primary key default gen_random_uuid(),
    feedback_type    feedback_type not null default 'general_feedback',
    severity         feedback_severity,
    source_type      varchar(50),
    source_id        uuid,
    subject          varchar(255),
    description      text,
    status           varchar(50) not null default 'open',
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    legacy_record_id integer
);
comment on table customer_feedback is
    'Has no source: which comments were feedback was guessed from words in them.';

create table patient_events (
    id              uuid primary key default gen_random_uuid(),
    patient_id      uuid not null references patients,
    order_id        uuid references orders,
    event_type      varchar(50) not null,
    description     text,
    scheduled_at    timestamptz,
    status          varchar(50) not null default 'scheduled',
    created_at      timestamptz not null default now(),
    metadata        jsonb not null default '{}',
    legacy_event_id integer unique
);
comment on table patient_events is 'Has no source: dispatch_event is no event of a patient.';
create index on patient_events (patient_id);
create index on patient_events (order_id);

-- rights: nothing without a policy ----------------------------------------------------------------

alter table messages              enable row level security;
alter table team_communications   enable row level security;
alter table message_attachments   enable row level security;
alter table record_attachments    enable row level security;
alter table message_roles         enable row level security;
alter table comments              enable row level security;
alter table treatment_discussions enable row level security;
alter table doctor_notes          enable row level security;
alter table case_messages         enable row level security;
alter table system_messages       enable row level security;
alter table customer_feedback     enable row level security;
alter table patient_events        enable row level security;
