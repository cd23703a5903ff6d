-- Issuance at rate. What is about to be signed stands in a small hot table; a certificate is one row that is added once
-- and never touched again; the few whose status ever changed stand beside it. So ten million certificates need no
-- vacuum, and a status look-up reads the primary key alone. Numbers are octets, profiles are named by their ids.
alter table ca_authority drop constraint ca_authority_serial_fkey;
alter table ca_authority alter column serial type bytea using decode(serial, 'hex');

alter table ca_certificate rename to ca_certificate_v1;
alter table ca_certificate_v1 rename constraint ca_certificate_pkey to ca_certificate_v1_pkey;
drop index ca_certificate_of_authority, ca_certificate_intents, ca_certificate_revoked, ca_certificate_subject_key;

-- Written before the key is used. Taken away when the certificate is there; a burned one stays, its number is used up.
create table ca_intent (
    serial       bytea primary key check (octet_length(serial) = 20 and get_byte(serial, 0) between 64 and 127),
    own          boolean not null,
    issuer       text not null,
    profile      text not null check (profile ~ '^[a-z0-9-]+/[1-9][0-9]*$'),
    holder       text not null,
    subject_key  bytea not null check (octet_length(subject_key) = 32),
    to_be_signed bytea not null,
    state        text not null check (state in ('INTENDED', 'BURNED')),
    not_before   timestamp with time zone not null,
    not_after    timestamp with time zone not null,
    intended_at  timestamp with time zone not null,
    settled_at   timestamp with time zone,
    check ((state = 'INTENDED') = (settled_at is null))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
alter table ca_intent alter column to_be_signed set storage external;
create unique index ca_intent_of_holder on ca_intent (holder) where own and state = 'INTENDED';
create index ca_intent_waiting on ca_intent (intended_at) where state = 'INTENDED';
create index ca_intent_subject_key on ca_intent (subject_key) where state = 'INTENDED';

-- What was issued. own: of this platform itself, an authority, unit or responder.
create table ca_certificate (
    not_before  timestamp with time zone not null,
    not_after   timestamp with time zone not null,
    intended_at timestamp with time zone not null,
    settled_at  timestamp with time zone not null,
    own         boolean not null,
    serial      bytea not null check (octet_length(serial) between 1 and 20),
    issuer      text not null,
    profile     text not null check (profile ~ '^[a-z0-9-]+/[1-9][0-9]*$'),
    holder      text not null,
    subject_key bytea not null check (octet_length(subject_key) = 32),
    der         bytea not null,
    -- An index entry says all that a good status is made of: the row itself, a kilobyte, is not read for it.
    primary key (serial) include (issuer, not_after)
);
alter table ca_certificate alter column der set storage external;

-- The status of those that are not, or once were not, simply good. A hold (reason 6) can end; a revocation cannot.
create sequence ca_status_number;
create table ca_revocation (
    serial        bytea primary key references ca_certificate (serial),
    low_byte      smallint not null generated always as (get_byte(serial, octet_length(serial) - 1)) stored,
    reason        smallint check (reason in (0, 1, 3, 4, 5, 6, 9)),
    issuer        text not null,
    revoked_at    timestamp with time zone,
    status_number bigint not null unique default nextval('ca_status_number'),
    changed_at    timestamp with time zone not null,
    check ((revoked_at is null) = (reason is null))
);
comment on column ca_revocation.status_number is
    'Grows with every change. Taken before the commit, so who follows it reads a little before its last number again.';

-- No certificate is ever issued again for a key that others know (BR 6.1.1.3).
create table ca_compromised_key (
    subject_key bytea primary key check (octet_length(subject_key) = 32),
    serial      bytea not null references ca_certificate (serial),
    known_since timestamp with time zone not null
);

insert into ca_intent (serial, own, issuer, profile, holder, subject_key, to_be_signed, state,
                       not_before, not_after, intended_at, settled_at)
select decode(serial, 'hex'), profile <> 'SUBSCRIBER', issuer, lower(replace(profile, '_', '-')) || '/1', holder,
       subject_key, to_be_signed, state, not_before, not_after, intended_at, settled_at
  from ca_certificate_v1
 where state <> 'ISSUED';

-- The body that was signed is a part of the certificate, byte for byte.
insert into ca_certificate (not_before, not_after, intended_at, settled_at, own, serial, issuer, profile, holder,
                            subject_key, der)
select not_before, not_after, intended_at, settled_at, profile <> 'SUBSCRIBER', decode(serial, 'hex'), issuer,
       lower(replace(profile, '_', '-')) || '/1', holder, subject_key, der
  from ca_certificate_v1
 where state = 'ISSUED'
 order by settled_at, serial;

insert into ca_revocation (serial, issuer, revoked_at, reason, changed_at)
select decode(serial, 'hex'), issuer, revoked_at,
       case revocation_reason
            when 'UNSPECIFIED' then 0 when 'KEY_COMPROMISE' then 1 when 'AFFILIATION_CHANGED' then 3
            when 'SUPERSEDED' then 4 when 'CESSATION_OF_OPERATION' then 5 when 'PRIVILEGE_WITHDRAWN' then 9 end,
       revoked_at
  from ca_certificate_v1
 where revoked_at is not null
 order by revoked_at, serial;

insert into ca_compromised_key (subject_key, serial, known_since)
select distinct on (subject_key) subject_key, decode(serial, 'hex'), revoked_at
  from ca_certificate_v1
 where revocation_reason = 'KEY_COMPROMISE'
 order by subject_key, revoked_at;

drop table ca_certificate_v1;

create unique index ca_certificate_of_holder on ca_certificate (holder) where own;
create index ca_certificate_subject_key on ca_certificate (subject_key);
create index ca_certificate_settled on ca_certificate (settled_at) where not own;
create index ca_revocation_listed on ca_revocation (issuer, low_byte, serial) where revoked_at is not null;
alter table ca_authority add foreign key (serial) references ca_certificate (serial);

create function ca_certificate_stays() returns trigger language plpgsql as $$
begin
    raise exception 'Certificates are never changed and never deleted';
end
$$;
create trigger ca_certificate_stays before update or delete on ca_certificate
    for each row execute function ca_certificate_stays();

create function ca_revocation_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'What happened to a status is never deleted';
    end if;
    if new.serial <> old.serial or new.issuer <> old.issuer or new.status_number <= old.status_number
        or (old.reason is not null and old.reason <> 6)
    then
        raise exception 'A revocation is final';
    end if;
    return new;
end
$$;
create trigger ca_revocation_stays before update or delete on ca_revocation
    for each row execute function ca_revocation_stays();

-- A reported problem with a certificate runs against a clock (S/MIME BR, 4.9.1.1 and 4.9.5).
create table ca_revocation_request (
    id          uuid primary key,
    serial      bytea not null references ca_certificate (serial),
    problem     text not null,
    report      text not null check (length(report) between 1 and 10000),
    reported_by text not null,
    reported_at timestamp with time zone not null,
    answer_due  timestamp with time zone not null,
    deadline    timestamp with time zone not null check (deadline > reported_at),
    decision    text check (decision in ('REVOKED', 'REFUSED')),
    grounds     text,
    decided_by  text,
    decided_at  timestamp with time zone,
    check ((decision is null) = (decided_at is null)),
    check ((decision is null) = (decided_by is null)),
    check (decision is distinct from 'REFUSED' or grounds is not null)
);
create index ca_revocation_request_open on ca_revocation_request (deadline) where decision is null;
create index ca_revocation_request_serial on ca_revocation_request (serial);
