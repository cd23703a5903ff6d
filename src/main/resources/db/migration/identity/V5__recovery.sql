-- With two operators of whom one is lost: what the other proposed, and the holder of the machine confirmed.
-- Until ends_at it can be signed (ASKED) or confirmed (PROPOSED); once confirmed it takes effect from then on.
create table identity_recovery (
    id                 uuid primary key,
    actor              uuid not null references identity_user,
    lost               uuid references identity_user,
    successor          uuid references identity_user,
    text               text not null,
    challenge          bytea not null check (length(challenge) = 32),
    state              text not null check (state in ('ASKED', 'PROPOSED', 'CONFIRMED', 'DONE', 'STOPPED', 'VOID')),
    ends_at            timestamp with time zone not null,
    proposed_at        timestamp with time zone,
    confirmed_at       timestamp with time zone,
    ended_at           timestamp with time zone,
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    constraint identity_recovery_people check (
        num_nonnulls(lost, successor) > 0 and lost <> actor and successor <> actor and lost <> successor),
    constraint identity_recovery_proof check (
        num_nulls(proposed_at, credential_id, public_key, client_data, authenticator_data, signature) in (0, 6)
        and (state = 'ASKED') = (proposed_at is null)),
    constraint identity_recovery_steps check (
        (state not in ('CONFIRMED', 'DONE') or confirmed_at is not null)
        and (ended_at is not null) = (state in ('DONE', 'STOPPED', 'VOID')))
);
create unique index identity_recovery_under_way on identity_recovery ((true)) where state = 'CONFIRMED';

-- The operator who stopped it, with the text and the proof of the passkey over it.
create table identity_recovery_stop (
    recovery           uuid primary key references identity_recovery,
    operator           uuid not null references identity_user,
    text               text not null,
    credential_id      text not null,
    public_key         bytea not null,
    client_data        bytea not null,
    authenticator_data bytea not null,
    signature          bytea not null,
    given_at           timestamp with time zone not null
);
