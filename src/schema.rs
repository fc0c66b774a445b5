// Written from the migrations (see diesel.toml); the migrations test compares it with both databases.

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> Text,
        kind -> Text,
        payload -> Text,
        unique_key -> Nullable<Text>,
        state -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        claimed_by -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        fence -> Integer,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    stored_files (id) {
        id -> Text,
        hash -> Text,
        name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        purpose -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    mails (id) {
        id -> Text,
        message_id -> Text,
        kind -> Text,
        urgency -> Integer,
        recipient_id -> Nullable<Text>,
        to_name -> Text,
        to_address -> Text,
        language -> Text,
        subject -> Text,
        headers -> Text,
        state -> Text,
        queued_at -> Timestamp,
        not_before -> Timestamp,
        attempts -> Integer,
        claimed_by -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        fence -> Integer,
        last_error -> Nullable<Text>,
        reply -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        repeats -> Integer,
    }
}

diesel::table! {
    address_changes (person_id) {
        person_id -> Text,
        address -> Text,
        address_key -> Text,
        instead_of -> Nullable<Text>,
        token_hash -> Text,
        asked_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    mail_bodies (mail_id) {
        mail_id -> Text,
        text_body -> Text,
        html_body -> Text,
        calendar -> Nullable<Text>,
    }
}

diesel::table! {
    mail_rates (domain) {
        domain -> Text,
        free_at -> Timestamp,
        promised_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Text,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        actor_name -> Text,
        actor_kind -> Text,
        address -> Nullable<Text>,
        request_id -> Nullable<Text>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        subject_label -> Text,
        organisation_path -> Text,
        before_json -> Nullable<Text>,
        after_json -> Nullable<Text>,
    }
}

diesel::table! {
    audit_folders (id) {
        id -> Text,
        kind -> Text,
        subject_id -> Text,
        subject_label -> Text,
        organisation_path -> Text,
        state -> Text,
        people_total -> Integer,
        people_done -> Integer,
        error -> Nullable<Text>,
        file_hash -> Nullable<Text>,
        size_bytes -> Nullable<BigInt>,
        asked_by -> Nullable<Text>,
        asked_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    organisations (id) {
        id -> Text,
        external_id -> Text,
        parent_id -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        path -> Text,
        since_on -> Nullable<Date>,
        reminders_since_on -> Nullable<Date>,
        archived_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
    }
}

diesel::table! {
    locations (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        main -> Bool,
        country -> Text,
        city -> Text,
        postal_code -> Text,
        street -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        time_zone -> Text,
        languages -> Text,
        opening_hours -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    services (id) {
        id -> Text,
        code -> Text,
        names -> Text,
    }
}

diesel::table! {
    location_services (location_id, service_id) {
        location_id -> Text,
        service_id -> Text,
    }
}

diesel::table! {
    job_roles (id) {
        id -> Text,
        code -> Text,
        names -> Text,
    }
}

diesel::table! {
    works_for (id) {
        id -> Text,
        organisation_id -> Text,
        for_organisation_id -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    works_for_services (works_for_id, service_id) {
        works_for_id -> Text,
        service_id -> Text,
    }
}

diesel::table! {
    people (id) {
        id -> Text,
        external_id -> Nullable<Text>,
        given_name -> Text,
        family_name -> Text,
        search_name -> Text,
        email -> Nullable<Text>,
        email_key -> Nullable<Text>,
        language -> Text,
        time_zone -> Nullable<Text>,
        theme -> Text,
        density -> Text,
        partner_edited_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        merged_into_id -> Nullable<Text>,
    }
}

diesel::table! {
    people_apart (person_id, other_id) {
        person_id -> Text,
        other_id -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    memberships (id) {
        id -> Text,
        person_id -> Text,
        organisation_id -> Text,
        location_id -> Nullable<Text>,
        start_on -> Date,
        end_on -> Nullable<Date>,
        supervisor_id -> Nullable<Text>,
        imported -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    membership_job_roles (membership_id, job_role_id) {
        membership_id -> Text,
        job_role_id -> Text,
    }
}

diesel::table! {
    account_roles (id) {
        id -> Text,
        person_id -> Text,
        role -> Text,
        organisation_id -> Text,
        since_on -> Date,
        granted_by -> Nullable<Text>,
        granted_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    credentials (person_id) {
        person_id -> Text,
        password_hash -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    sign_ins (id) {
        id -> Text,
        person_id -> Text,
        token_hash -> Text,
        acting_role -> Nullable<Text>,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_reason -> Nullable<Text>,
        address -> Text,
        user_agent -> Text,
    }
}

diesel::table! {
    one_time_links (id) {
        id -> Text,
        person_id -> Text,
        purpose -> Text,
        token_hash -> Text,
        next_path -> Nullable<Text>,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    api_tokens (id) {
        id -> Text,
        name -> Text,
        token_hash -> Text,
        scopes -> Text,
        organisation_id -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        last_used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    courses (id) {
        id -> Text,
        code -> Text,
        title -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        archived_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    course_equivalences (id) {
        id -> Text,
        course_id -> Text,
        counts_for_id -> Text,
        extent -> Text,
        both_ways -> Bool,
        from_on -> Date,
        to_on -> Nullable<Date>,
        reason -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        withdrawn_by -> Nullable<Text>,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::table! {
    course_values (id) {
        id -> Text,
        course_id -> Text,
        from_on -> Date,
        hours_hundredths -> Nullable<Integer>,
        points_hundredths -> Nullable<Integer>,
        reason -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        withdrawn_by -> Nullable<Text>,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::table! {
    course_versions (id) {
        id -> Text,
        course_id -> Text,
        number -> Integer,
        state -> Text,
        title -> Text,
        summary -> Text,
        minutes -> Integer,
        pass_mark_percent -> Nullable<Integer>,
        attempts_allowed -> Nullable<Integer>,
        change_note -> Nullable<Text>,
        change_kind -> Nullable<Text>,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        published_at -> Nullable<Timestamp>,
        published_by -> Nullable<Text>,
    }
}

diesel::table! {
    modules (id) {
        id -> Text,
        version_id -> Text,
        key -> Text,
        position -> Integer,
        title -> Text,
        minutes -> Integer,
        document -> Text,
        revision -> Integer,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    evidence (id) {
        id -> Text,
        person_id -> Text,
        course_id -> Text,
        course_version_id -> Nullable<Text>,
        proven_on -> Date,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        means -> Text,
        strength -> Text,
        note -> Nullable<Text>,
        registration_id -> Nullable<Text>,
        valid_until -> Nullable<Date>,
        score_percent -> Nullable<Integer>,
        file_id -> Nullable<Text>,
        import_id -> Nullable<Text>,
        revoked_at -> Nullable<Timestamp>,
        revoked_by -> Nullable<Text>,
        revoked_reason -> Nullable<Text>,
        hours_hundredths -> Nullable<Integer>,
        points_hundredths -> Nullable<Integer>,
    }
}

diesel::table! {
    certificates (id) {
        id -> Text,
        number -> Text,
        check_code -> Text,
        evidence_id -> Text,
        person_id -> Text,
        course_id -> Text,
        shown_name -> Text,
        language -> Text,
        issued_at -> Timestamp,
        file_hash -> Text,
        file_size_bytes -> BigInt,
        valid_until -> Nullable<Date>,
        revoked_at -> Nullable<Timestamp>,
        revoked_by -> Nullable<Text>,
        revoked_reason -> Nullable<Text>,
    }
}

diesel::table! {
    requirements (id) {
        id -> Text,
        code -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        retired_on -> Nullable<Date>,
    }
}

diesel::table! {
    requirement_versions (id) {
        id -> Text,
        requirement_id -> Text,
        number -> Integer,
        state -> Text,
        title -> Text,
        basis -> Text,
        in_force_on -> Date,
        audience -> Text,
        rule -> Text,
        reminders -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        put_in_force_by -> Nullable<Text>,
        put_in_force_at -> Nullable<Timestamp>,
        superseded_at -> Nullable<Timestamp>,
        already_in_on -> Nullable<Date>,
    }
}

diesel::table! {
    audience_runs (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    pauses (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Nullable<Text>,
        from_on -> Date,
        to_on -> Nullable<Date>,
        reason -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
        file_id -> Nullable<Text>,
    }
}

diesel::table! {
    waivers (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Nullable<Text>,
        from_on -> Date,
        to_on -> Nullable<Date>,
        reason -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
        file_id -> Nullable<Text>,
    }
}

diesel::table! {
    exception_decisions (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Text,
        why -> Text,
        due_on -> Date,
        decision -> Text,
        until_on -> Nullable<Date>,
        reason -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Timestamp,
        waiver_id -> Nullable<Text>,
    }
}

diesel::table! {
    extensions (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Text,
        state -> Text,
        due_on -> Date,
        until_on -> Date,
        reason -> Text,
        asked_by -> Text,
        asked_at -> Timestamp,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        answered_until_on -> Nullable<Date>,
        answer_reason -> Nullable<Text>,
        waiver_id -> Nullable<Text>,
    }
}

diesel::table! {
    further_attempts (id) {
        id -> Text,
        person_id -> Text,
        course_version_id -> Text,
        reason -> Text,
        granted_by -> Text,
        granted_at -> Timestamp,
    }
}

diesel::table! {
    documents (id) {
        id -> Text,
        person_id -> Text,
        state -> Text,
        title -> Text,
        issuer -> Nullable<Text>,
        issued_on -> Date,
        valid_until -> Nullable<Date>,
        requirement_id -> Nullable<Text>,
        course_id -> Nullable<Text>,
        note -> Nullable<Text>,
        file_id -> Text,
        handed_in_by -> Text,
        handed_in_at -> Timestamp,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        answer_reason -> Nullable<Text>,
        evidence_id -> Nullable<Text>,
    }
}

diesel::table! {
    head_counts (id) {
        id -> Text,
        code -> Text,
        title -> Text,
        requirement_id -> Text,
        least -> Integer,
        services -> Text,
        in_force_on -> Date,
        retired_on -> Nullable<Date>,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    head_count_places (id) {
        id -> Text,
        head_count_id -> Text,
        location_id -> Text,
    }
}

diesel::table! {
    obligations (person_id, requirement_id) {
        person_id -> Text,
        requirement_id -> Text,
        requirement_version_id -> Text,
        membership_id -> Text,
        organisation_id -> Text,
        organisation_path -> Text,
        time_zone -> Text,
        start_on -> Date,
        end_on -> Nullable<Date>,
        status -> Text,
        compliant -> Bool,
        due_on -> Nullable<Date>,
        path -> Nullable<Text>,
        satisfied_on -> Nullable<Date>,
        next_change_at -> Nullable<Timestamp>,
        due_known_on -> Date,
        assessed_at -> Timestamp,
        own_end_on -> Nullable<Date>,
        refresher_turn -> Nullable<Integer>,
    }
}

diesel::table! {
    obligation_changes (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Text,
        at -> Timestamp,
        status_before -> Nullable<Text>,
        status_after -> Nullable<Text>,
        due_before -> Nullable<Date>,
        due_after -> Nullable<Date>,
        cause -> Text,
    }
}

diesel::table! {
    statements (id) {
        id -> Text,
        stored_at -> Timestamp,
        timestamp -> Timestamp,
        person_id -> Nullable<Text>,
        verb -> Text,
        activity -> Text,
        registration_id -> Nullable<Text>,
        attempt_id -> Nullable<Text>,
        body -> Text,
        voided -> Bool,
    }
}

diesel::table! {
    registrations (id) {
        id -> Text,
        person_id -> Text,
        course_id -> Text,
        course_version_id -> Text,
        number -> Integer,
        state -> Text,
        language -> Text,
        score_percent -> Nullable<Integer>,
        started_at -> Timestamp,
        updated_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attempts (id) {
        id -> Text,
        registration_id -> Text,
        module_id -> Text,
        number -> Integer,
        state -> Text,
        seed -> BigInt,
        position -> Integer,
        score_milli -> Integer,
        max_milli -> Integer,
        started_at -> Timestamp,
        updated_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    answers (id) {
        id -> Text,
        attempt_id -> Text,
        block_id -> Text,
        event_id -> Text,
        response -> Text,
        correct -> Bool,
        score_milli -> Integer,
        max_milli -> Integer,
        answered_at -> Timestamp,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        person_id -> Text,
        requirement_id -> Text,
        due_on -> Date,
        step_offset -> Nullable<Integer>,
        recipient_id -> Text,
        role -> Text,
        fate -> Text,
        step_on -> Date,
        decided_at -> Timestamp,
        mail_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        resolved_at -> Nullable<Timestamp>,
        asked_by -> Nullable<Text>,
    }
}

diesel::table! {
    country_calendars (country) {
        country -> Text,
        weekend -> Text,
    }
}

diesel::table! {
    default_ladders (id) {
        id -> Text,
        from_on -> Date,
        ladder -> Text,
        set_by -> Nullable<Text>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    calendar_feeds (person_id, kind, subject_id) {
        person_id -> Text,
        kind -> Text,
        subject_id -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
        last_read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    dead_addresses (person_id) {
        person_id -> Text,
        address -> Text,
        since_at -> Timestamp,
        status -> Nullable<Text>,
        reason -> Text,
        mail_id -> Nullable<Text>,
    }
}

diesel::table! {
    mail_choices (person_id, kind) {
        person_id -> Text,
        kind -> Text,
        unsubscribed_at -> Timestamp,
    }
}

diesel::table! {
    announcements (id) {
        id -> Text,
        recipient_id -> Text,
        subject -> Text,
        told_at -> Timestamp,
        mail_id -> Nullable<Text>,
    }
}

diesel::table! {
    mail_senders (organisation_id) {
        organisation_id -> Text,
        from_name -> Nullable<Text>,
        reply_to -> Nullable<Text>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    reminder_texts (id) {
        id -> Text,
        audience -> Text,
        requirement_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        language -> Text,
        subject -> Nullable<Text>,
        opening -> Nullable<Text>,
        closing -> Nullable<Text>,
        updated_at -> Timestamp,
        revision -> Integer,
        phase -> Nullable<Text>,
    }
}

diesel::table! {
    holidays (country, falls_on) {
        country -> Text,
        falls_on -> Date,
        name -> Text,
    }
}

diesel::table! {
    imports (id) {
        id -> Text,
        kind -> Text,
        file_name -> Text,
        file_hash -> Text,
        encoding -> Text,
        delimiter -> Text,
        state -> Text,
        options -> Text,
        mapping -> Text,
        header -> Text,
        rows_total -> Integer,
        rows_done -> Integer,
        count_new -> Integer,
        count_changed -> Integer,
        count_unchanged -> Integer,
        count_refused -> Integer,
        count_leavers -> Integer,
        error -> Nullable<Text>,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        checked_at -> Nullable<Timestamp>,
        applied_at -> Nullable<Timestamp>,
        undone_at -> Nullable<Timestamp>,
        undone_by -> Nullable<Text>,
        count_kept -> Integer,
    }
}

diesel::table! {
    import_rows (import_id, line) {
        import_id -> Text,
        line -> Integer,
        external_id -> Nullable<Text>,
        outcome -> Text,
        refused_column -> Nullable<Text>,
        refused_reason -> Nullable<Text>,
        refused_detail -> Nullable<Text>,
        cells -> Text,
        parsed -> Nullable<Text>,
        changes -> Nullable<Text>,
        subject_id -> Nullable<Text>,
        kept -> Nullable<Text>,
        declined_reason -> Nullable<Text>,
    }
}

diesel::table! {
    import_mappings (kind, signature) {
        kind -> Text,
        signature -> Text,
        mapping -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    duties (id) {
        id -> Text,
        kind -> Text,
        creditor_id -> Text,
        debtor_id -> Text,
        subject_id -> Text,
        subject_title -> Text,
        course_code -> Nullable<Text>,
        created_at -> Timestamp,
        breaks_on -> Nullable<Date>,
        breaks_known_on -> Nullable<Date>,
    }
}

diesel::table! {
    duty_events (id) {
        id -> Text,
        duty_id -> Text,
        kind -> Text,
        happened_on -> Date,
        due_on -> Nullable<Date>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        means -> Nullable<Text>,
        evidence -> Nullable<Text>,
        remark -> Nullable<Text>,
        revokes_id -> Nullable<Text>,
    }
}

diesel::table! {
    training_needs (id) {
        id -> Text,
        organisation_id -> Text,
        asked_by -> Text,
        asked_at -> Timestamp,
        course_id -> Nullable<Text>,
        topic -> Nullable<Text>,
        people_count -> Integer,
        wanted_by_on -> Nullable<Date>,
        place -> Nullable<Text>,
        language -> Text,
        state -> Text,
    }
}

diesel::table! {
    training_need_people (need_id, person_id) {
        need_id -> Text,
        person_id -> Text,
    }
}

diesel::table! {
    training_need_joins (id) {
        id -> Text,
        need_id -> Text,
        organisation_id -> Text,
        people_count -> Integer,
        joined_by -> Text,
        joined_at -> Timestamp,
        left_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    training_need_events (id) {
        id -> Text,
        need_id -> Text,
        kind -> Text,
        at -> Timestamp,
        by_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        answer -> Nullable<Text>,
        held_on -> Nullable<Date>,
        course_id -> Nullable<Text>,
        remark -> Nullable<Text>,
    }
}

diesel::table! {
    products (id) {
        id -> Text,
        code -> Text,
        line_id -> Nullable<Text>,
        names -> Text,
    }
}

diesel::table! {
    location_products (id) {
        id -> Text,
        location_id -> Text,
        product_id -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        updated_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    organisation_facts (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        value -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        updated_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    own_fields (id) {
        id -> Text,
        code -> Text,
        subject -> Text,
        kind -> Text,
        titles -> Text,
        choices -> Text,
        filled_by -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        archived_at -> Nullable<Timestamp>,
        archived_by -> Nullable<Text>,
        revision -> Integer,
    }
}

diesel::table! {
    person_facts (id) {
        id -> Text,
        person_id -> Text,
        name -> Text,
        value -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        updated_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    event_kinds (id) {
        id -> Text,
        code -> Text,
        names -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> Text,
        kind_id -> Text,
        happened_on -> Date,
        organisation_id -> Text,
        product_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        note -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        updated_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    audience_entries (id) {
        id -> Text,
        requirement_id -> Text,
        kind -> Text,
        person_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        from_on -> Date,
        to_on -> Nullable<Date>,
        reason -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    workshops (id) {
        id -> Text,
        organisation_id -> Text,
        course_id -> Text,
        languages -> Text,
        least_people -> Integer,
        most_people -> Integer,
        material -> Nullable<Text>,
        approval_steps -> Integer,
        approval_days -> Integer,
        cancel_days -> Integer,
        share_percent -> Nullable<Integer>,
        release_days -> Integer,
        offer_hours -> Integer,
        stop_hours -> Integer,
        warn_days -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        archived_at -> Nullable<Timestamp>,
        early_minutes -> Integer,
        late_minutes -> Integer,
        least_percent -> Integer,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        workshop_id -> Text,
        state -> Text,
        language -> Text,
        place -> Nullable<Text>,
        address -> Nullable<Text>,
        directions -> Nullable<Text>,
        online_url -> Nullable<Text>,
        time_zone -> Text,
        seats -> Integer,
        starts_at -> Nullable<Timestamp>,
        ends_at -> Nullable<Timestamp>,
        next_at -> Nullable<Timestamp>,
        warned_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        closed_at -> Nullable<Timestamp>,
        closed_by -> Nullable<Text>,
        asked_at -> Nullable<Timestamp>,
        clash_reason -> Nullable<Text>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
    }
}

diesel::table! {
    session_parts (id) {
        id -> Text,
        session_id -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        sequence -> Integer,
        told_sequence -> Integer,
    }
}

diesel::table! {
    session_trainers (id) {
        id -> Text,
        session_id -> Text,
        person_id -> Nullable<Text>,
        name -> Text,
    }
}

diesel::table! {
    bookings (id) {
        id -> Text,
        session_id -> Text,
        person_id -> Nullable<Text>,
        organisation_id -> Text,
        unit_id -> Text,
        status -> Text,
        approvals -> Integer,
        queued_at -> Timestamp,
        booked_by -> Text,
        name_by -> Nullable<Timestamp>,
        due_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    booking_events (id) {
        id -> Text,
        booking_id -> Text,
        kind -> Text,
        status -> Text,
        at -> Timestamp,
        by_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    resources (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        name -> Text,
        address -> Nullable<Text>,
        directions -> Nullable<Text>,
        capacity -> Nullable<Integer>,
        before_minutes -> Integer,
        after_minutes -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        archived_at -> Nullable<Timestamp>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
    }
}

diesel::table! {
    session_resources (session_id, resource_id) {
        session_id -> Text,
        resource_id -> Text,
    }
}

diesel::table! {
    trainer_absences (id) {
        id -> Text,
        person_id -> Text,
        from_on -> Date,
        to_on -> Date,
        note -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    session_prices (session_id) {
        session_id -> Text,
        currency -> Text,
        seat_amount -> BigInt,
        late_amount -> BigInt,
        no_show_amount -> BigInt,
    }
}

diesel::table! {
    workshop_prices (workshop_id) {
        workshop_id -> Text,
        currency -> Text,
        seat_amount -> BigInt,
        late_amount -> BigInt,
        no_show_amount -> BigInt,
    }
}

diesel::table! {
    workshop_trainer_courses (workshop_id, course_id) {
        workshop_id -> Text,
        course_id -> Text,
    }
}

diesel::table! {
    session_series (id) {
        id -> Text,
        workshop_id -> Text,
        rule -> Text,
        starts_on -> Date,
        time_zone -> Text,
        left_out -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    series_sessions (session_id) {
        session_id -> Text,
        series_id -> Text,
        planned_on -> Date,
    }
}

diesel::table! {
    booking_needs (booking_id) {
        booking_id -> Text,
        diet -> Nullable<Text>,
        access -> Nullable<Text>,
        said_at -> Timestamp,
    }
}

diesel::table! {
    booking_answers (id) {
        id -> Text,
        booking_id -> Text,
        part_id -> Text,
        answer -> Text,
        sequence -> Integer,
        stamped_at -> Timestamp,
        received_at -> Timestamp,
        fate -> Text,
    }
}

diesel::table! {
    owed_withdrawals (id) {
        id -> Text,
        booking_id -> Text,
        part_id -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        time_zone -> Text,
        sequence -> Integer,
    }
}

diesel::table! {
    attendance_marks (id) {
        id -> Text,
        session_id -> Text,
        booking_id -> Text,
        part_id -> Text,
        answer -> Text,
        minutes -> Nullable<Integer>,
        from_at -> Nullable<Timestamp>,
        to_at -> Nullable<Timestamp>,
        way -> Text,
        made_at -> Timestamp,
        recorded_at -> Timestamp,
        by_id -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    session_closings (id) {
        id -> Text,
        session_id -> Text,
        kind -> Text,
        at -> Timestamp,
        by_id -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    attendance_results (id) {
        id -> Text,
        closing_id -> Text,
        booking_id -> Text,
        outcome -> Text,
        minutes -> Integer,
        of_minutes -> Integer,
        evidence_id -> Nullable<Text>,
    }
}

diesel::table! {
    push_devices (id) {
        id -> Text,
        person_id -> Text,
        sign_in_id -> Nullable<Text>,
        endpoint -> Text,
        p256dh -> Text,
        auth -> Text,
        user_agent -> Text,
        created_at -> Timestamp,
        pushed_at -> Nullable<Timestamp>,
        refusal -> Nullable<Text>,
    }
}

diesel::table! {
    pushes (id) {
        id -> Text,
        device_id -> Text,
        state -> Text,
        queued_at -> Timestamp,
        due_at -> Timestamp,
        not_before -> Timestamp,
        attempts -> Integer,
        fence -> Integer,
        claimed_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    push_notices (device_id, notice_id) {
        device_id -> Text,
        notice_id -> Text,
        push_id -> Text,
    }
}

diesel::table! {
    session_seats (session_id) {
        session_id -> Text,
        course_id -> Text,
        stops_at -> Timestamp,
        proves_on -> Date,
    }
}

diesel::table! {
    workshop_tests (workshop_id) {
        workshop_id -> Text,
        course_id -> Text,
        before_days -> Integer,
        after_days -> Integer,
    }
}

diesel::table! {
    asked_tests (result_id) {
        result_id -> Text,
        course_id -> Text,
        from_on -> Date,
        to_on -> Date,
        told -> Bool,
        pass_id -> Nullable<Text>,
    }
}

diesel::table! {
    workshop_follow_ups (workshop_id) {
        workshop_id -> Text,
        feedback_days -> Integer,
        updated_at -> Timestamp,
        revision -> Integer,
    }
}

diesel::table! {
    feedback (booking_id) {
        booking_id -> Text,
        session_id -> Text,
        attended -> Bool,
        asked_at -> Timestamp,
        answered_at -> Nullable<Timestamp>,
        content -> Nullable<Integer>,
        trainer -> Nullable<Integer>,
        usefulness -> Nullable<Integer>,
        setting -> Nullable<Integer>,
        recommendation -> Nullable<Integer>,
        comment -> Nullable<Text>,
    }
}

diesel::table! {
    course_sign_off_items (id) {
        id -> Text,
        course_id -> Text,
        place -> Integer,
        words -> Text,
        required -> Bool,
        archived_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_off_items (id) {
        id -> Text,
        workshop_id -> Text,
        place -> Integer,
        words -> Text,
        required -> Bool,
        created_at -> Timestamp,
        archived_at -> Nullable<Timestamp>,
        course_item_id -> Nullable<Text>,
    }
}

diesel::table! {
    sign_off_entries (id) {
        id -> Text,
        session_id -> Text,
        booking_id -> Text,
        item_id -> Text,
        done -> Bool,
        remark -> Nullable<Text>,
        witness -> Nullable<Text>,
        reason -> Nullable<Text>,
        at -> Timestamp,
        by_id -> Text,
        course_version_id -> Nullable<Text>,
    }
}

diesel::table! {
    course_sign_offs (course_id) {
        course_id -> Text,
        updated_at -> Timestamp,
        revision -> Integer,
    }
}

diesel::table! {
    sign_off_photos (id) {
        id -> Text,
        entry_id -> Text,
        file_id -> Text,
    }
}

diesel::table! {
    material_files (id) {
        id -> Text,
        workshop_id -> Text,
        session_id -> Nullable<Text>,
        file_id -> Text,
        added_at -> Timestamp,
        added_by -> Text,
        removed_at -> Nullable<Timestamp>,
        removed_by -> Nullable<Text>,
    }
}

diesel::table! {
    place_maps (id) {
        id -> Text,
        resource_id -> Nullable<Text>,
        session_id -> Nullable<Text>,
        file_id -> Text,
        added_at -> Timestamp,
        added_by -> Text,
        removed_at -> Nullable<Timestamp>,
        removed_by -> Nullable<Text>,
    }
}

diesel::table! {
    meeting_events (id) {
        id -> Text,
        session_id -> Text,
        number -> Text,
        kind -> Text,
        presence -> Text,
        name -> Text,
        email -> Nullable<Text>,
        at -> Timestamp,
        received_at -> Timestamp,
    }
}

diesel::table! {
    badges (person_id) {
        person_id -> Text,
        number -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    attendance_signatures (id) {
        id -> Text,
        session_id -> Text,
        booking_id -> Text,
        part_id -> Text,
        name -> Nullable<Text>,
        file_id -> Nullable<Text>,
        at -> Timestamp,
        by_id -> Text,
    }
}

diesel::joinable!(locations -> organisations (organisation_id));
diesel::joinable!(location_services -> locations (location_id));
diesel::joinable!(location_services -> services (service_id));
diesel::joinable!(location_products -> locations (location_id));
diesel::joinable!(location_products -> products (product_id));
diesel::joinable!(organisation_facts -> organisations (organisation_id));
diesel::joinable!(person_facts -> people (person_id));
diesel::joinable!(events -> event_kinds (kind_id));
diesel::joinable!(events -> organisations (organisation_id));
diesel::joinable!(events -> products (product_id));
diesel::joinable!(events -> people (person_id));
diesel::joinable!(works_for_services -> works_for (works_for_id));
diesel::joinable!(works_for_services -> services (service_id));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(memberships -> locations (location_id));
diesel::joinable!(membership_job_roles -> memberships (membership_id));
diesel::joinable!(membership_job_roles -> job_roles (job_role_id));
diesel::joinable!(account_roles -> people (person_id));
diesel::joinable!(account_roles -> organisations (organisation_id));
diesel::joinable!(credentials -> people (person_id));
diesel::joinable!(sign_ins -> people (person_id));
diesel::joinable!(one_time_links -> people (person_id));
diesel::joinable!(api_tokens -> organisations (organisation_id));
diesel::joinable!(api_tokens -> people (created_by));
diesel::joinable!(course_values -> courses (course_id));
diesel::joinable!(course_versions -> courses (course_id));
diesel::joinable!(modules -> course_versions (version_id));
diesel::joinable!(evidence -> people (person_id));
diesel::joinable!(evidence -> courses (course_id));
diesel::joinable!(evidence -> course_versions (course_version_id));
diesel::joinable!(evidence -> stored_files (file_id));
diesel::joinable!(certificates -> evidence (evidence_id));
diesel::joinable!(certificates -> people (person_id));
diesel::joinable!(certificates -> courses (course_id));
diesel::joinable!(requirement_versions -> requirements (requirement_id));
diesel::joinable!(audience_runs -> people (person_id));
diesel::joinable!(audience_runs -> requirements (requirement_id));
diesel::joinable!(audience_entries -> requirements (requirement_id));
diesel::joinable!(audience_entries -> people (person_id));
diesel::joinable!(audience_entries -> organisations (organisation_id));
diesel::joinable!(pauses -> people (person_id));
diesel::joinable!(pauses -> requirements (requirement_id));
diesel::joinable!(pauses -> stored_files (file_id));
diesel::joinable!(waivers -> people (person_id));
diesel::joinable!(waivers -> requirements (requirement_id));
diesel::joinable!(waivers -> stored_files (file_id));
diesel::joinable!(extensions -> requirements (requirement_id));
diesel::joinable!(extensions -> waivers (waiver_id));
diesel::joinable!(documents -> stored_files (file_id));
diesel::joinable!(head_counts -> requirements (requirement_id));
diesel::joinable!(head_count_places -> head_counts (head_count_id));
diesel::joinable!(head_count_places -> locations (location_id));
diesel::joinable!(obligations -> people (person_id));
diesel::joinable!(obligations -> requirements (requirement_id));
diesel::joinable!(obligations -> requirement_versions (requirement_version_id));
diesel::joinable!(obligations -> memberships (membership_id));
diesel::joinable!(obligations -> organisations (organisation_id));
diesel::joinable!(obligation_changes -> people (person_id));
diesel::joinable!(obligation_changes -> requirements (requirement_id));
diesel::joinable!(statements -> people (person_id));
diesel::joinable!(further_attempts -> people (person_id));
diesel::joinable!(further_attempts -> course_versions (course_version_id));
diesel::joinable!(registrations -> people (person_id));
diesel::joinable!(registrations -> courses (course_id));
diesel::joinable!(registrations -> course_versions (course_version_id));
diesel::joinable!(attempts -> registrations (registration_id));
diesel::joinable!(attempts -> modules (module_id));
diesel::joinable!(answers -> attempts (attempt_id));
diesel::joinable!(notices -> requirements (requirement_id));
diesel::joinable!(notices -> mails (mail_id));
diesel::joinable!(dead_addresses -> people (person_id));
diesel::joinable!(import_rows -> imports (import_id));
diesel::joinable!(duties -> organisations (creditor_id));
diesel::joinable!(duty_events -> duties (duty_id));
diesel::joinable!(training_needs -> organisations (organisation_id));
diesel::joinable!(training_needs -> courses (course_id));
diesel::joinable!(training_need_joins -> organisations (organisation_id));
diesel::joinable!(training_need_events -> courses (course_id));
diesel::joinable!(workshops -> organisations (organisation_id));
diesel::joinable!(workshops -> courses (course_id));
diesel::joinable!(sessions -> workshops (workshop_id));
diesel::joinable!(session_parts -> sessions (session_id));
diesel::joinable!(session_trainers -> sessions (session_id));
diesel::joinable!(session_trainers -> people (person_id));
diesel::joinable!(bookings -> sessions (session_id));
diesel::joinable!(bookings -> people (person_id));
diesel::joinable!(bookings -> organisations (organisation_id));
diesel::joinable!(booking_events -> bookings (booking_id));
diesel::joinable!(owed_withdrawals -> bookings (booking_id));
diesel::joinable!(resources -> organisations (organisation_id));
diesel::joinable!(session_resources -> resources (resource_id));
diesel::joinable!(session_resources -> sessions (session_id));
diesel::joinable!(trainer_absences -> people (person_id));
diesel::joinable!(session_prices -> sessions (session_id));
diesel::joinable!(workshop_prices -> workshops (workshop_id));
diesel::joinable!(workshop_trainer_courses -> workshops (workshop_id));
diesel::joinable!(workshop_trainer_courses -> courses (course_id));
diesel::joinable!(session_series -> workshops (workshop_id));
diesel::joinable!(series_sessions -> sessions (session_id));
diesel::joinable!(series_sessions -> session_series (series_id));
diesel::joinable!(booking_events -> people (person_id));
diesel::joinable!(attendance_marks -> sessions (session_id));
diesel::joinable!(attendance_marks -> bookings (booking_id));
diesel::joinable!(session_closings -> sessions (session_id));
diesel::joinable!(attendance_results -> session_closings (closing_id));
diesel::joinable!(attendance_results -> bookings (booking_id));
diesel::joinable!(attendance_results -> evidence (evidence_id));
diesel::joinable!(push_devices -> people (person_id));
diesel::joinable!(push_devices -> sign_ins (sign_in_id));
diesel::joinable!(pushes -> push_devices (device_id));
diesel::joinable!(push_notices -> push_devices (device_id));
diesel::joinable!(push_notices -> notices (notice_id));
diesel::joinable!(push_notices -> pushes (push_id));
diesel::joinable!(meeting_events -> sessions (session_id));
diesel::joinable!(course_sign_off_items -> courses (course_id));
diesel::joinable!(sign_off_items -> course_sign_off_items (course_item_id));
diesel::joinable!(session_seats -> sessions (session_id));
diesel::joinable!(session_seats -> courses (course_id));
diesel::joinable!(workshop_tests -> workshops (workshop_id));
diesel::joinable!(workshop_tests -> courses (course_id));
diesel::joinable!(asked_tests -> attendance_results (result_id));
diesel::joinable!(asked_tests -> courses (course_id));
diesel::joinable!(asked_tests -> evidence (pass_id));
diesel::joinable!(workshop_follow_ups -> workshops (workshop_id));
diesel::joinable!(feedback -> bookings (booking_id));
diesel::joinable!(feedback -> sessions (session_id));
diesel::joinable!(sign_off_items -> workshops (workshop_id));
diesel::joinable!(sign_off_entries -> sessions (session_id));
diesel::joinable!(sign_off_entries -> bookings (booking_id));
diesel::joinable!(sign_off_entries -> sign_off_items (item_id));
diesel::joinable!(sign_off_entries -> course_versions (course_version_id));
diesel::joinable!(course_sign_offs -> courses (course_id));
diesel::joinable!(sign_off_photos -> sign_off_entries (entry_id));
diesel::joinable!(sign_off_photos -> stored_files (file_id));
diesel::joinable!(material_files -> workshops (workshop_id));
diesel::joinable!(material_files -> sessions (session_id));
diesel::joinable!(material_files -> stored_files (file_id));
diesel::joinable!(place_maps -> resources (resource_id));
diesel::joinable!(place_maps -> sessions (session_id));
diesel::joinable!(place_maps -> stored_files (file_id));
diesel::joinable!(badges -> people (person_id));
diesel::joinable!(attendance_signatures -> sessions (session_id));
diesel::joinable!(attendance_signatures -> bookings (booking_id));
diesel::joinable!(attendance_signatures -> stored_files (file_id));

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    jobs,
    stored_files,
    mails,
    audit_entries,
    audit_folders,
    organisations,
    locations,
    services,
    location_services,
    job_roles,
    works_for,
    works_for_services,
    products,
    location_products,
    organisation_facts,
    own_fields,
    person_facts,
    event_kinds,
    events,
    people,
    people_apart,
    memberships,
    membership_job_roles,
    account_roles,
    credentials,
    sign_ins,
    one_time_links,
    api_tokens,
    courses,
    course_equivalences,
    course_values,
    course_versions,
    modules,
    evidence,
    certificates,
    requirements,
    requirement_versions,
    audience_runs,
    audience_entries,
    pauses,
    waivers,
    exception_decisions,
    extensions,
    further_attempts,
    documents,
    head_counts,
    head_count_places,
    obligations,
    obligation_changes,
    statements,
    registrations,
    attempts,
    answers,
    notices,
    default_ladders,
    calendar_feeds,
    dead_addresses,
    mail_choices,
    announcements,
    address_changes,
    mail_bodies,
    mail_rates,
    mail_senders,
    reminder_texts,
    country_calendars,
    holidays,
    imports,
    import_rows,
    import_mappings,
    duties,
    duty_events,
    training_needs,
    training_need_people,
    training_need_joins,
    training_need_events,
    workshops,
    sessions,
    session_parts,
    session_trainers,
    bookings,
    booking_answers,
    owed_withdrawals,
    booking_needs,
    resources,
    session_resources,
    session_prices,
    workshop_prices,
    workshop_trainer_courses,
    session_series,
    series_sessions,
    trainer_absences,
    booking_events,
    attendance_marks,
    session_closings,
    attendance_results,
    push_devices,
    pushes,
    push_notices,
    session_seats,
    meeting_events,
    workshop_tests,
    asked_tests,
    workshop_follow_ups,
    feedback,
    sign_off_items,
    course_sign_off_items,
    course_sign_offs,
    sign_off_entries,
    sign_off_photos,
    badges,
    attendance_signatures,
    material_files,
    place_maps,
);
