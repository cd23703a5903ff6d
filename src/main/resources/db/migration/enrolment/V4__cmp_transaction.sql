-- Transactions of CMP clients that go over several messages: a certificate that waits for people or for a key, and one
-- that its client has not confirmed. Here, so that a restart or another server goes on with them.
create table enrolment_cmp_transaction (
    key_id      text not null references enrolment_key (id),
    transaction bytea not null check (length(transaction) between 1 and 64),
    state       text not null check (state in ('BEGUN', 'WAITING', 'UNCONFIRMED', 'DONE')),
    answer      integer not null,
    asked       text not null,
    implicit    boolean not null,
    request     uuid,
    serial      text,
    begun_at    timestamp with time zone not null,
    expires_at  timestamp with time zone not null,
    primary key (key_id, transaction),
    check (state <> 'WAITING' or request is not null),
    check (state <> 'UNCONFIRMED' or serial is not null)
);
create index enrolment_cmp_transaction_expiry on enrolment_cmp_transaction (expires_at);
