-- What is looked at by machine, and when next. One row for each criterion with a check of each service.
create table inspection_plan (
    subject_id  uuid not null,                    -- a service of the register, or a case while it has none
    criterion   text not null,
    check_name  text not null,
    next_at     timestamp with time zone not null,
    attempts    integer not null default 0 check (attempts between 0 and 3),
    runner      uuid,                             -- who looks just now
    leased_until timestamp with time zone,
    primary key (subject_id, criterion),
    check ((runner is null) = (leased_until is null))
);
create index inspection_plan_next on inspection_plan (next_at);

-- Every look. A row begins as RUNNING and ends once; a failure is a fault of ours, not of the service.
create table inspection_run (
    id          uuid primary key,
    subject_id  uuid not null,
    criterion   text not null,
    check_name  text not null,
    state       text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    started_at  timestamp with time zone not null,
    ended_at    timestamp with time zone,
    verdict     text check (verdict in ('SATISFIED', 'NOT_SATISFIED', 'NOT_POSSIBLE')),
    reason_ja   text,
    reason_en   text,
    seen        text,
    failure     text,
    check ((state = 'RUNNING') = (ended_at is null)),
    check ((state = 'DONE') = (verdict is not null)),
    check ((state = 'DONE') = (seen is not null)),
    check ((state = 'FAILED') = (failure is not null))
);
create index inspection_run_subject on inspection_run (subject_id, criterion, started_at desc);

-- A document that a service has signed, given to be validated again and again. The newest counts.
create table inspection_sample (
    id         uuid primary key,
    subject_id uuid not null,
    name       text not null,
    content    bytea not null check (octet_length(content) between 1 and 2097152),
    given_at   timestamp with time zone not null,
    given_by   text not null
);
create index inspection_sample_subject on inspection_sample (subject_id, given_at desc);

-- The platform's own services, the first to be looked at.
create table inspection_own_service (
    target     text primary key,
    service_id uuid not null unique,
    case_id    uuid,
    made_at    timestamp with time zone not null
);
