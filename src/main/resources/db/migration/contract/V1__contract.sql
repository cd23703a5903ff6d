create table contract_contract (
    id uuid primary key,
    organisation_id uuid not null,
    sender_id uuid not null,
    title text not null check (length(title) between 1 and 200),
    amount numeric(18, 2) check (amount >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    deadline timestamp with time zone,
    signing_order text not null check (signing_order in ('SEQUENTIAL', 'PARALLEL')),
    message text not null check (length(message) <= 4000),
    file_name text not null,
    upload_hash text not null,
    upload_length bigint not null,
    base_hash text not null,
    base_length bigint not null,
    page_sizes text not null,
    notices text not null,
    signed_before boolean not null,
    timestamp_field text,
    state text not null check (state in ('DRAFT', 'SENT', 'CONCLUDED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
    head int not null check (head >= 0),
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null,
    sent_at timestamp with time zone,
    finished_at timestamp with time zone,
    reason text,
    request_key text,
    check ((state in ('DRAFT', 'SENT')) = (finished_at is null)),
    check (state = 'DRAFT' or (sent_at is not null and timestamp_field is not null))
);
create index contract_contract_of_organisation on contract_contract (organisation_id, updated_at desc);
create index contract_contract_deadline on contract_contract (deadline) where state = 'SENT';

-- A creating call that is repeated with the same key gives the same contract.
create unique index contract_contract_request on contract_contract (sender_id, organisation_id, request_key);

create table contract_party (
    id uuid primary key,
    contract_id uuid not null references contract_contract (id) on delete cascade,
    position int not null check (position >= 0),
    sender boolean not null,
    email text not null,
    name text not null,
    organisation text,
    language text not null,
    field text,
    state text not null check (state in ('WAITING', 'ASKED', 'VIEWED', 'SIGNED', 'REJECTED')),
    page int,
    x double precision,
    y double precision,
    width double precision,
    height double precision,
    viewed_at timestamp with time zone,
    signed_at timestamp with time zone,
    check ((state = 'SIGNED') = (signed_at is not null)),
    unique (contract_id, position)
);
create unique index contract_party_email on contract_party (contract_id, lower(email));
create index contract_party_by_email on contract_party (lower(email));

-- What was appended to the base: revision 1 is the fields, each later one a party's act. Never changed.
create table contract_increment (
    contract_id uuid not null references contract_contract (id),
    revision int not null check (revision > 0),
    party_id uuid references contract_party (id),
    hash text not null,
    length bigint not null,
    hole_position bigint,
    hole_length int,
    authorization_id uuid,
    created_at timestamp with time zone not null,
    primary key (contract_id, revision)
);

-- Invitation links, by the hash of their token.
create table contract_link (
    hash bytea primary key check (octet_length(hash) = 32),
    contract_id uuid not null references contract_contract (id),
    party_id uuid not null references contract_party (id),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    replaced_at timestamp with time zone
);
create index contract_link_of_party on contract_link (party_id) where replaced_at is null;

-- An act of signing between the prompt and its end; its id is that of the authorization.
create table contract_act (
    id uuid primary key,
    contract_id uuid not null references contract_contract (id),
    party_id uuid not null references contract_party (id),
    user_id uuid not null,
    seal uuid,
    base_revision int not null,
    last boolean not null,
    draft bytea not null,
    hole_offset int not null,
    hole_length int not null,
    document_digest bytea not null,
    signed_attributes bytea not null,
    state text not null check (state in ('PREPARED', 'SIGNING', 'DONE', 'FAILED')),
    cause text,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);
create index contract_act_unfinished on contract_act (created_at) where state in ('PREPARED', 'SIGNING');

-- What an act brought besides the bytes in the document, for the evidence archive. Only added to.
create table contract_proof (
    contract_id uuid not null references contract_contract (id),
    revision int not null,
    kind text not null check (kind in ('SIGNATURE', 'TIMESTAMP', 'DOCUMENT_TIMESTAMP', 'CERTIFICATE', 'OCSP', 'CRL')),
    number int not null,
    bytes bytea not null,
    primary key (contract_id, revision, kind, number)
);
create function contract_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'evidence is append-only';
end $$;
create trigger contract_proof_append_only before update or delete on contract_proof
    for each row execute function contract_refuse_change();
create trigger contract_increment_append_only before update or delete on contract_increment
    for each row execute function contract_refuse_change();
