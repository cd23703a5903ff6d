-- The certificate with which answers to CMP clients are signed; its key is the platform's own, by its purpose.
create table enrolment_cmp_signer (
    purpose     text primary key,
    certificate bytea not null
);
