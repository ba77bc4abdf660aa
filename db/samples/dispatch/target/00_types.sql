-- The words of the target: what a column may say, one enum each.

create type profile_type as enum (
    'patient', 'doctor', 'technician', 'master', 'sales_person', 'agent', 'client'
);
create type gender_type as enum ('male', 'female', 'other', 'unknown');
create type doctor_status as enum ('active', 'inactive');
create type employment_status as enum ('active', 'inactive', 'terminated', 'on_leave');
create type technician_type as enum (
    'designing', 'manufacturing', 'sectioning', 'remote', 'master', 'quality_control'
);
create type patient_status_type as enum ('active', 'on_hold', 'archived', 'inactive');

create type course_type as enum (
    'main', 'refinement', 'any', 'replacement', 'invoice', 'merchandise'
);
create type order_status as enum (
    'no_product', 'submitted', 'approved', 'in_production', 'shipped', 'add_plan', 'on_hold',
    'cancelled'
);
create type case_status as enum (
    'consultation', 'diagnosis', 'treatment_plan', 'active', 'refinement', 'retention',
    'completed', 'cancelled', 'on_hold', 'transferred', 'revision'
);
create type case_state as enum ('treatment_active', 'case_closed');
create type jaw_type as enum ('upper', 'lower');
create type replacement_reason as enum ('breakage', 'other', 'complete');
create type project_type as enum (
    'treatment_plan', 'stl_upper', 'stl_lower', 'clinical_photo', 'xray', 'cbct_scan',
    'simulation', 'aligner_design', 'document', 'other'
);
create type project_status as enum (
    'draft', 'in_review', 'approved', 'in_progress', 'completed', 'archived', 'deleted'
);
create type bracket_prescription as enum ('Roth', 'MBT', 'Andrews');
create type task_status as enum ('pending', 'in_progress', 'completed');

create type comment_type_enum as enum (
    'treatment_discussion', 'doctor_note', 'task_note', 'notification_context',
    'record_annotation', 'message'
);
create type case_message_type as enum (
    'clinical_note', 'patient_question', 'doctor_response', 'treatment_update'
);
create type communication_type as enum (
    'team_announcement', 'status_update', 'production_note', 'quality_check'
);
create type communication_visibility as enum ('organization', 'team');
create type feedback_type as enum (
    'complaint', 'quality_issue', 'suggestion', 'compliment', 'general_feedback'
);
create type feedback_severity as enum ('critical', 'high', 'medium', 'low');

create type payment_state as enum ('pending', 'completed', 'failed', 'cancelled', 'refunded');
create type payment_status as enum (
    'pending', 'processing', 'completed', 'failed', 'refunded', 'cancelled', 'other'
);
