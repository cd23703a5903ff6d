-- People and the organisations in whose name they act.
create table identity_user (
    id            uuid primary key,
    email         text not null check (email = lower(email) and length(email) <= 254),
    name          text not null check (length(name) between 1 and 200),
    locale        text not null check (locale in ('ja', 'en')),
    guest         boolean not null,
    operator      boolean not null default false,
    password_hash text,
    created_at    timestamp with time zone not null,
    check (not (guest and operator))
);
create unique index identity_user_email on identity_user (email);

create table identity_organisation (
    id             uuid primary key,
    name           text not null check (length(name) between 1 and 200),
    name_en        text check (length(name_en) between 1 and 200),
    number         char(13) check (number ~ '^[1-9][0-9]{12}$'),
    representative text check (length(representative) between 1 and 200),
    created_at     timestamp with time zone not null
);

create table identity_department (
    id              uuid primary key,
    organisation_id uuid not null references identity_organisation,
    name            text not null check (length(name) between 1 and 100),
    unique (organisation_id, name),
    unique (id, organisation_id)
);

create table identity_member (
    organisation_id uuid not null references identity_organisation,
    user_id         uuid not null references identity_user,
    role            text not null check (role in ('OWNER', 'ADMINISTRATOR', 'SIGNER', 'VIEWER')),
    department_id   uuid,
    since           timestamp with time zone not null,
    primary key (organisation_id, user_id),
    foreign key (department_id, organisation_id) references identity_department (id, organisation_id)
);
create index identity_member_user on identity_member (user_id);

-- What was proven about a person: append-only, a certificate's level is decided from it.
create table identity_proof (
    id              uuid primary key,
    user_id         uuid not null references identity_user,
    organisation_id uuid references identity_organisation,
    kind            text not null,
    detail          text not null,
    at              timestamp with time zone not null
);
create index identity_proof_user on identity_proof (user_id, at);

-- Only hashes of tokens are stored: who reads this table can use no session and no link.
create table identity_session (
    id              uuid primary key,
    token_hash      bytea not null unique check (length(token_hash) = 32),
    user_id         uuid not null references identity_user,
    organisation_id uuid not null references identity_organisation,
    method          text not null check (method in ('PASSKEY', 'PASSWORD', 'RECOVERY', 'PROVIDER', 'MAIL')),
    scope           text,
    device          text not null,
    created_at      timestamp with time zone not null,
    used_at         timestamp with time zone not null,
    expires_at      timestamp with time zone not null
);
create index identity_session_user on identity_session (user_id);

create table identity_passkey (
    credential_id     bytea primary key,
    user_id           uuid not null references identity_user,
    name              text not null check (length(name) between 1 and 100),
    attested          bytea not null,
    sign_count        bigint not null check (sign_count >= 0),
    backup_eligible   boolean not null,
    transports        text not null,
    created_at        timestamp with time zone not null,
    used_at           timestamp with time zone
);
create index identity_passkey_user on identity_passkey (user_id);

create table identity_challenge (
    hash       bytea primary key,
    purpose    text not null check (purpose in ('REGISTER', 'LOG_IN')),
    user_id    uuid references identity_user,
    expires_at timestamp with time zone not null
);

-- The shared secret of time-based codes, wrapped by the cryptographic module; each step counts once.
create table identity_totp (
    user_id      uuid primary key references identity_user,
    kek          text not null,
    secret       bytea not null,
    confirmed_at timestamp with time zone,
    last_step    bigint not null default 0
);

create table identity_pin (
    user_id      uuid primary key references identity_user,
    hash         text not null,
    failures     integer not null default 0,
    locked_until timestamp with time zone
);

create table identity_recovery_code (
    user_id uuid not null references identity_user,
    hash    bytea not null,
    used_at timestamp with time zone,
    primary key (user_id, hash)
);

-- A way in that began with an e-mail address or a set-up link and is not finished.
create table identity_ticket (
    token_hash      bytea primary key check (length(token_hash) = 32),
    kind            text not null check (kind in ('SIGN_UP', 'GUEST', 'SET_UP')),
    email           text not null,
    locale          text not null,
    name            text,
    company         text,
    scope           text,
    return_to       text,
    code_hash       bytea,
    code_expires_at timestamp with time zone,
    failures        integer not null default 0,
    confirmed_at    timestamp with time zone,
    finished_at     timestamp with time zone,
    expires_at      timestamp with time zone not null
);

create table identity_invitation (
    id              uuid primary key,
    token_hash      bytea not null unique check (length(token_hash) = 32),
    organisation_id uuid not null references identity_organisation,
    email           text not null,
    role            text not null check (role in ('OWNER', 'ADMINISTRATOR', 'SIGNER', 'VIEWER')),
    department_id   uuid,
    invited_by      uuid not null references identity_user,
    created_at      timestamp with time zone not null,
    expires_at      timestamp with time zone not null,
    accepted_at     timestamp with time zone,
    withdrawn_at    timestamp with time zone,
    foreign key (department_id, organisation_id) references identity_department (id, organisation_id)
);
create index identity_invitation_organisation on identity_invitation (organisation_id);

-- Log-in at the organisation's own identity provider (OpenID Connect Core 1.0).
create table identity_provider (
    organisation_id uuid primary key references identity_organisation,
    issuer          text not null,
    client_id       text not null,
    kek             text not null,
    client_secret   bytea not null,
    mail_domain     text not null unique check (mail_domain = lower(mail_domain))
);

create table identity_provider_state (
    hash            bytea primary key,
    organisation_id uuid not null references identity_organisation,
    nonce           text not null,
    verifier        text not null,
    return_to       text not null,
    expires_at      timestamp with time zone not null
);

-- The person at the provider, bound at the first log-in: an address alone may pass to somebody else.
create table identity_provider_subject (
    issuer  text not null,
    subject text not null,
    user_id uuid not null references identity_user,
    primary key (issuer, subject)
);

-- Counts attempts in fixed windows; the key is a hash where it names a person.
create table identity_attempt (
    key          text not null,
    window_start timestamp with time zone not null,
    count        integer not null,
    primary key (key, window_start)
);
