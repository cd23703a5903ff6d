create sequence assessment_case_number;

create table assessment_scheme_role (
    id         uuid primary key,
    user_id    uuid        not null,
    role       text        not null check (role in ('INTAKE', 'ASSESSOR', 'LEAD', 'DECIDER', 'PUBLISHER', 'SURVEILLANCE')),
    granted_by uuid        not null,
    granted_at timestamptz not null,
    ended_by   uuid,
    ended_at   timestamptz,
    check ((ended_by is null) = (ended_at is null))
);
create unique index assessment_scheme_role_active on assessment_scheme_role (user_id, role) where ended_at is null;

create table assessment_case (
    id           uuid primary key,
    number       text        not null unique,
    kind         text        not null check (kind in ('NEW', 'RENEWAL', 'CHANGE', 'SURVEILLANCE', 'INCIDENT', 'SUSPENSION',
                                                      'REINSTATEMENT', 'WITHDRAWAL', 'TAKE_OVER')),
    stage        text        not null check (stage in ('DRAFT', 'SUBMITTED', 'COMPLETENESS', 'DOCUMENT_REVIEW',
                                                       'MORE_NEEDED', 'ON_SITE', 'REPORT', 'DECISION', 'REGISTERED',
                                                       'PUBLISHED', 'CLOSED', 'REJECTED', 'APPEALED', 'ABANDONED')),
    applicant_id uuid        not null,
    service_id   uuid,
    target       text        not null,
    catalogue    uuid        not null,
    application  jsonb       not null,
    request_key  text,
    round        integer     not null check (round between 1 and 2),
    submissions  integer     not null check (submissions >= 0),
    opened_at    timestamptz not null,
    changed_at   timestamptz not null,
    due_on       date,
    -- only a first registration begins without a service
    check (kind = 'NEW' or service_id is not null),
    check (kind <> 'NEW' or service_id is not null or stage not in ('REGISTERED', 'PUBLISHED')),
    check (changed_at >= opened_at)
);
create unique index assessment_case_request on assessment_case (applicant_id, request_key);
-- one case of a kind at a time
create unique index assessment_case_running on assessment_case (service_id, kind)
    where service_id is not null and stage not in ('PUBLISHED', 'CLOSED', 'REJECTED', 'ABANDONED');
create index assessment_case_applicant on assessment_case (applicant_id, changed_at desc);
create index assessment_case_open on assessment_case (stage)
    where stage not in ('PUBLISHED', 'CLOSED', 'REJECTED', 'ABANDONED');

create table assessment_appointment (
    id           uuid primary key,
    case_id      uuid        not null references assessment_case,
    user_id      uuid        not null,
    role         text        not null check (role in ('LEAD', 'ASSESSOR', 'DECIDER')),
    appointed_by uuid        not null,
    appointed_at timestamptz not null,
    ended_at     timestamptz
);
create unique index assessment_appointment_active on assessment_appointment (case_id, user_id, role) where ended_at is null;
create unique index assessment_appointment_lead on assessment_appointment (case_id) where role = 'LEAD' and ended_at is null;
create index assessment_appointment_user on assessment_appointment (user_id) where ended_at is null;

-- who declared what, in the words of that time; never changed
create table assessment_conflict_declaration (
    id          uuid primary key,
    case_id     uuid        not null references assessment_case,
    user_id     uuid        not null,
    conflict    boolean     not null,
    statement   text        not null check (length(statement) <= 2000),
    declared_at timestamptz not null
);
create index assessment_conflict_declaration_case on assessment_conflict_declaration (case_id, user_id);

create table assessment_tick (
    case_id    uuid        not null references assessment_case,
    submission integer     not null,
    item       text        not null,
    fine       boolean     not null,
    note       text        not null check (length(note) <= 2000),
    by_user    uuid        not null,
    at         timestamptz not null,
    primary key (case_id, submission, item)
);

create table assessment_visit (
    id           uuid primary key,
    case_id      uuid        not null references assessment_case,
    visited_on   date        not null,
    place        text        not null check (length(place) between 1 and 300),
    participants text        not null check (length(participants) between 1 and 1000),
    notes        text        not null check (length(notes) <= 8000),
    by_user      uuid        not null,
    at           timestamptz not null
);
create index assessment_visit_case on assessment_visit (case_id);

create table assessment_report (
    id             uuid primary key,
    case_id        uuid        not null references assessment_case,
    number         integer     not null check (number >= 1),
    recommendation text        not null check (recommendation in ('APPROVE', 'REFUSE')),
    summary_ja     text        not null check (length(summary_ja) <= 2000),
    summary_en     text        not null check (length(summary_en) between 1 and 2000),
    body           text        not null check (length(body) between 1 and 40000),
    written_by     uuid        not null,
    written_at     timestamptz not null,
    frozen_at      timestamptz,
    -- what the deciders decide on, and its SHA-256
    text           text,
    hash           bytea check (length(hash) = 32),
    -- sent back by a vote against, or by a question to the applicant
    returned_at    timestamptz,
    unique (case_id, number),
    check ((frozen_at is null) = (text is null) and (frozen_at is null) = (hash is null)),
    check (returned_at is null or frozen_at is not null)
);
create unique index assessment_report_draft on assessment_report (case_id) where frozen_at is null;

-- a vote with what proves it; never changed
create table assessment_vote (
    id                 uuid primary key,
    case_id            uuid        not null references assessment_case,
    report_id          uuid        not null references assessment_report,
    round              integer     not null,
    user_id            uuid        not null,
    in_favour          boolean     not null,
    reason             text        not null check (length(reason) <= 2000),
    text               text        not null,
    challenge          bytea       not null check (length(challenge) = 32),
    method             text        not null check (method in ('PASSKEY', 'PIN_AND_TOTP')),
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    totp_step          bigint,
    voted_at           timestamptz not null,
    unique (report_id, user_id),
    check ((method = 'PASSKEY') = (signature is not null)),
    check ((method = 'PIN_AND_TOTP') = (totp_step is not null)),
    check (in_favour or length(reason) > 0)
);
create index assessment_vote_case on assessment_vote (case_id);

-- what the calendar has said already, so that it says it once
create table assessment_reminder (
    subject uuid        not null,
    kind    text        not null,
    day     date        not null,
    sent_at timestamptz not null,
    primary key (subject, kind, day)
);

-- a vote, a declaration and a frozen report stay as they are
create function assessment_keep() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end $$;
create trigger assessment_vote_kept before update or delete on assessment_vote
    for each row execute function assessment_keep();
create trigger assessment_conflict_declaration_kept before update or delete on assessment_conflict_declaration
    for each row execute function assessment_keep();

create function assessment_keep_frozen() returns trigger language plpgsql as $$
begin
    if old.frozen_at is not null and (tg_op = 'DELETE' or new.text <> old.text or new.hash <> old.hash
            or new.frozen_at <> old.frozen_at or new.recommendation <> old.recommendation
            or new.body <> old.body) then
        raise exception 'a frozen report stays as it is';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
end $$;
create trigger assessment_report_kept before update or delete on assessment_report
    for each row execute function assessment_keep_frozen();
