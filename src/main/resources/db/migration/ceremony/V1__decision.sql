-- What two operators decide about authorities. The text is what they agree to, each with a passkey over its hash.
create table ceremony_decision (
    id         uuid primary key,
    kind       text not null check (kind in ('BEGIN_GENERATION', 'TAKE_INTO_USE')),
    line       text not null,
    generation integer not null check (generation > 0),
    text       text not null,
    challenge  bytea not null check (octet_length(challenge) = 32),
    files      bytea,
    asked_by   uuid not null,
    asked_at   timestamp with time zone not null,
    done_at    timestamp with time zone,
    check ((kind = 'TAKE_INTO_USE') = (files is not null))
);
create unique index ceremony_decision_open on ceremony_decision (line) where done_at is null;

create table ceremony_consent (
    decision           uuid not null references ceremony_decision (id),
    operator           uuid not null,
    credential_id      text not null,
    public_key         bytea not null,
    client_data        bytea not null,
    authenticator_data bytea not null,
    signature          bytea not null,
    given_at           timestamp with time zone not null,
    primary key (decision, operator)
);
