-- With two or more operators, an appointment that one has signed is a proposal until another has signed the same text.
alter table identity_appointment add column proposed_at timestamp with time zone;
alter table identity_appointment add column withdrawn_at timestamp with time zone;
alter table identity_appointment drop constraint identity_appointment_check;
alter table identity_appointment add constraint identity_appointment_proof check (
    num_nulls(credential_id, public_key, client_data, authenticator_data, signature) in (0, 5)
    and (credential_id is null) = (done_at is null and proposed_at is null)
    and (done_at is null or withdrawn_at is null));
create index identity_appointment_waiting on identity_appointment (proposed_at)
    where proposed_at is not null and done_at is null and withdrawn_at is null;

-- The second operator, and the proof of that passkey over the same text.
create table identity_appointment_consent (
    appointment        uuid primary key references identity_appointment,
    operator           uuid not null references identity_user,
    credential_id      text not null,
    public_key         bytea not null,
    client_data        bytea not null,
    authenticator_data bytea not null,
    signature          bytea not null,
    given_at           timestamp with time zone not null
);
