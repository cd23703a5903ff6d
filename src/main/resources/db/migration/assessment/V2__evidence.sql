-- A case that was moved to a newer version of the criteria; the newest row counts.
create table assessment_catalogue_move (
    case_id      uuid not null,
    number       int not null check (number > 0),
    version_id   uuid not null,
    moved_at     timestamp with time zone not null,
    moved_by     text not null,
    primary key (case_id, number)
);

-- What the applicant says of a criterion: whether it applies, how it is met, and where that can be read.
create table assessment_declaration (
    case_id      uuid not null,
    criterion    text not null check (char_length(criterion) between 1 and 80),
    number       int not null check (number > 0),
    applies      boolean not null,
    said         text not null check (char_length(said) between 1 and 8000),
    place        text not null check (char_length(place) <= 400),
    declared_at  timestamp with time zone not null,
    declared_by  text not null,
    primary key (case_id, criterion, number)
);

-- What an assessor judged; the newest counts, none is ever changed.
create table assessment_judgement (
    case_id      uuid not null,
    criterion    text not null check (char_length(criterion) between 1 and 80),
    number       int not null check (number > 0),
    result       text not null check (result in ('MET', 'NOT_MET', 'NOT_APPLICABLE', 'OPEN')),
    note         text not null check (char_length(note) <= 8000),
    public_note  text not null check (char_length(public_note) <= 2000),
    methods      text not null check (methods ~ '^((EXAMINE|INTERVIEW|TEST)(,(EXAMINE|INTERVIEW|TEST))*)?$'),
    judged_at    timestamp with time zone not null,
    judged_by    text not null,
    primary key (case_id, criterion, number),
    check (result not in ('NOT_MET', 'NOT_APPLICABLE') or note <> '')
);

-- A piece of evidence: a file in the vault, or another registration. A new version supersedes; the old one stays.
create table assessment_evidence (
    id             uuid primary key,
    case_id        uuid not null,
    owner_id       uuid not null,
    kind           text not null check (kind in ('FILE', 'REGISTRATION')),
    title          text not null check (char_length(title) between 1 and 200),
    file_name      text not null check (char_length(file_name) <= 200),
    media_type     text not null check (char_length(media_type) <= 120),
    sha256         text check (sha256 ~ '^[0-9a-f]{64}$'),
    length         bigint not null check (length >= 0),
    service_id     uuid,
    evidence_date  date not null,
    valid_until    date,
    publishable    boolean not null,
    supersedes     uuid references assessment_evidence (id),
    uploaded_at    timestamp with time zone not null,
    uploaded_by    text not null,
    check ((kind = 'FILE') = (sha256 is not null)),
    check ((kind = 'REGISTRATION') = (service_id is not null)),
    check (valid_until >= evidence_date),
    unique (case_id, supersedes),
    check (supersedes <> id)
);

create index assessment_evidence_case on assessment_evidence (case_id, sha256);

-- Where evidence is shown: one file may prove several criteria, each at its own place in the document.
create table assessment_evidence_link (
    case_id      uuid not null,
    criterion    text not null check (char_length(criterion) between 1 and 80),
    evidence_id  uuid not null references assessment_evidence (id),
    place        text not null check (char_length(place) <= 400),
    linked_at    timestamp with time zone not null,
    linked_by    text not null,
    reminded_at  timestamp with time zone,
    primary key (case_id, criterion, evidence_id)
);

create index assessment_evidence_link_evidence on assessment_evidence_link (evidence_id);

-- Whether evidence may be shown to the public, and what is shown in its place; the newest row counts.
create table assessment_disclosure (
    case_id      uuid not null,
    criterion    text not null,
    evidence_id  uuid not null,
    number       int not null check (number > 0),
    shown        text not null check (shown in ('SECRET', 'ORIGINAL', 'FILE', 'TEXT')),
    text         text check (char_length(text) between 1 and 4000),
    file_name    text check (char_length(file_name) <= 200),
    media_type   text check (char_length(media_type) <= 120),
    sha256       text check (sha256 ~ '^[0-9a-f]{64}$'),
    length       bigint check (length >= 0),
    marked_at    timestamp with time zone not null,
    marked_by    text not null,
    primary key (case_id, criterion, evidence_id, number),
    foreign key (case_id, criterion, evidence_id) references assessment_evidence_link,
    check ((shown = 'TEXT') = (text is not null)),
    check ((shown = 'FILE') = (sha256 is not null)),
    check ((sha256 is null) = (file_name is null) and (sha256 is null) = (media_type is null)
           and (sha256 is null) = (length is null))
);

-- What of the evidence was published when a case was decided: these bytes and no others leave the vault for the public.
create table assessment_publication (
    id            uuid primary key,
    case_id       uuid not null,
    service_id    uuid not null,
    criterion     text not null,
    evidence_id   uuid not null,
    owner_id      uuid not null,
    title         text not null,
    text          text,
    file_name     text,
    media_type    text,
    sha256        text check (sha256 ~ '^[0-9a-f]{64}$'),
    length        bigint,
    evidence_date date not null,
    published_at  timestamp with time zone not null,
    unique (case_id, criterion, evidence_id),
    check (text is null or sha256 is null),
    check ((sha256 is null) = (file_name is null) and (sha256 is null) = (media_type is null))
);

create index assessment_publication_service on assessment_publication (service_id);

-- What a machine saw, every time it looked: at a registered service, or for one case.
create table assessment_machine_result (
    id           uuid primary key,
    subject_id   uuid not null,
    criterion    text not null check (char_length(criterion) between 1 and 80),
    check_name   text not null check (char_length(check_name) between 1 and 80),
    verdict      text not null check (verdict in ('PASS', 'FAIL', 'UNKNOWN')),
    seen         text not null check (char_length(seen) <= 200000),
    sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    seen_at      timestamp with time zone not null,
    recorded_at  timestamp with time zone not null,
    unique (subject_id, criterion, check_name, seen_at)
);

-- What assessors ask the applicant for.
create table assessment_evidence_request (
    id           uuid primary key,
    case_id      uuid not null,
    criterion    text not null check (char_length(criterion) between 1 and 80),
    asked        text not null check (char_length(asked) between 1 and 4000),
    due          date not null,
    asked_at     timestamp with time zone not null,
    asked_by     text not null,
    reminded_at  timestamp with time zone,
    closed_at    timestamp with time zone,
    closed_by    text,
    check ((closed_at is null) = (closed_by is null))
);

create index assessment_evidence_request_case on assessment_evidence_request (case_id);

create table assessment_request_answer (
    request_id   uuid not null references assessment_evidence_request (id),
    number       int not null check (number > 0),
    said         text not null check (char_length(said) <= 4000),
    evidence_id  uuid references assessment_evidence (id),
    answered_at  timestamp with time zone not null,
    answered_by  text not null,
    primary key (request_id, number),
    check (said <> '' or evidence_id is not null)
);

-- What is not as it should be. What was said of it stands in the acts; the row holds where it stands now.
create table assessment_finding (
    id           uuid primary key,
    case_id      uuid not null,
    number       int not null check (number > 0),
    criterion    text not null check (char_length(criterion) between 1 and 80),
    severity     text not null check (severity in ('MAJOR', 'MINOR', 'OBSERVATION')),
    said         text not null check (char_length(said) between 1 and 8000),
    due          date,
    state        text not null check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
    raised_at    timestamp with time zone not null,
    raised_by    text not null,
    unique (case_id, number),
    check (severity = 'OBSERVATION' or due is not null)
);

create table assessment_finding_act (
    finding_id   uuid not null references assessment_finding (id),
    number       int not null check (number > 0),
    kind         text not null check (kind in ('RAISED', 'CORRECTED', 'REPEATED', 'CLOSED')),
    said         text not null check (char_length(said) between 1 and 8000),
    evidence_id  uuid references assessment_evidence (id),
    due          date,
    acted_at     timestamp with time zone not null,
    acted_by     text not null,
    primary key (finding_id, number)
);
