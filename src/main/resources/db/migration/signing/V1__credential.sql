-- A credential is an intent (PENDING) until its key and certificate exist.
create table signing_credential (
    id uuid primary key,
    user_id uuid not null,
    organisation_id uuid not null,
    subject_hash bytea not null,
    level text not null,
    algorithm text not null,
    key_id uuid,
    certificate bytea,
    not_after timestamp with time zone,
    state text not null check (state in ('PENDING', 'ACTIVE', 'RETIRED')),
    created_at timestamp with time zone not null,
    retired_at timestamp with time zone,
    retired_reason text,
    check (octet_length(subject_hash) = 32),
    check (state <> 'ACTIVE' or (key_id is not null and certificate is not null and not_after is not null)),
    check ((state = 'RETIRED') = (retired_at is not null))
);
create unique index signing_credential_one_of_a_kind
    on signing_credential (user_id, organisation_id) where state <> 'RETIRED';

-- The choice of a key algorithm, by person; ECDSA P-256 where there is no row.
create table signing_preference (
    user_id uuid primary key,
    algorithm text not null check (algorithm in ('EC_P256', 'EC_P384', 'RSA_3072'))
);

-- One row a hash: the right to sign exactly it, once. Only forward through the states.
create table signing_authorization (
    id uuid primary key,
    credential_id uuid not null references signing_credential (id),
    user_id uuid not null,
    contract text not null,
    hash bytea not null check (octet_length(hash) = 32),
    nonce bytea not null check (octet_length(nonce) = 32),
    challenge bytea not null unique check (octet_length(challenge) = 32),
    state text not null check (state in ('AUTHORIZED', 'RESERVED', 'CONSUMED', 'BURNED', 'EXPIRED')),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    reserved_at timestamp with time zone,
    finished_at timestamp with time zone,
    cause text,
    check ((state in ('CONSUMED', 'BURNED', 'EXPIRED')) = (finished_at is not null)),
    check (state not in ('RESERVED', 'CONSUMED', 'BURNED') or reserved_at is not null)
);
create index signing_authorization_unfinished on signing_authorization (expires_at)
    where state in ('AUTHORIZED', 'RESERVED');

-- What the signer brought. Evidence: rows are added, never changed or deleted.
create table signing_activation (
    authorization_id uuid primary key references signing_authorization (id),
    activation_data bytea not null,
    factor text not null check (factor in ('PASSKEY', 'PIN_AND_TOTP')),
    passkey_id text,
    public_key bytea,
    client_data_json bytea,
    authenticator_data bytea,
    signature bytea,
    sign_count bigint,
    totp_step bigint,
    verified_at timestamp with time zone not null,
    journal_entry text not null,
    check (factor <> 'PASSKEY' or (public_key is not null and client_data_json is not null
        and authenticator_data is not null and signature is not null)),
    check (factor <> 'PIN_AND_TOTP' or totp_step is not null)
);

create function signing_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'activation evidence is append-only';
end $$;
create trigger signing_activation_append_only before update or delete on signing_activation
    for each row execute function signing_refuse_change();
