-- What is chosen together (lockstep sync --group core), and by what reports add up.

select lockstep.define_group(
    'core',
    '{languages,offices,profiles,teams,roles,courses,products,doctors,doctor_offices}',
    description => 'People, places and the catalogue: what all else refers to.'
);
select lockstep.define_group(
    'core-with-patients',
    '{patients,patients_doctors_offices,cases,orders,order_cases}',
    groups => '{core}',
    description => 'Patients, their cases and their orders as well.'
);

select lockstep.define_group(
    'clinical',
    '{
        doctors,doctor_offices,doctor_masters,doctor_sales,patients,patients_doctors_offices,
        cases,orders,order_cases,order_states,case_states,jaws,projects,treatment_plans,brackets,
        project_readings,project_links,order_files,case_files,treatment_discussions,doctor_notes,
        case_messages
    }',
    kind => 'domain',
    description => 'Who is treated by whom, and how.'
);
select lockstep.define_group(
    'business',
    '{
        offices,courses,products,product_roles,product_successors,shop_orders,offers,discounts,
        payments,purchases,operations,ware,storages
    }',
    kind => 'domain',
    description => 'What is sold, to whom, for how much.'
);
select lockstep.define_group(
    'communications',
    '{
        messages,team_communications,message_attachments,record_attachments,message_roles,
        comments,note_comments,system_messages
    }',
    kind => 'domain',
    description => 'What people and programs wrote to each other.'
);
select lockstep.define_group(
    'technical',
    '{
        languages,profiles,teams,team_members,team_permissions,roles,role_permissions,technicians,
        technician_roles,user_settings,masters,categories,templates,template_products,
        template_edit_roles,template_view_roles,template_view_groups,template_predecessors,tasks,
        files,user_actions,events,agents,clients,client_renderers,instances,global_settings
    }',
    kind => 'domain',
    description => 'Users and their rights, the steps of the work, files, and the machine room.'
);
