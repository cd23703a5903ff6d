-- One authority for each purpose, in generations. An authority has its certificate itself, since that may be signed
-- elsewhere and is then none of ours; its key may rest elsewhere too, as that of a root does in a safe.
alter table ca_authority
    alter column key_id drop not null,
    alter column serial drop not null,
    add column purpose text,
    add column shards integer not null default 1 check (shards between 1 and 256),
    add column line text,
    add column generation integer not null default 1 check (generation > 0),
    add column current boolean not null default true,
    add column certificate bytea,
    add column since timestamp with time zone;

-- Released installations: one root, and issuing authorities for persons with full lists.
update ca_authority a
   set purpose = case when c.profile in ('ROOT', 'root/1') then 'ROOT' else 'PERSON' end,
       line = a.name,
       certificate = c.der,
       since = c.settled_at
  from ca_certificate c
 where c.serial = a.serial;

alter table ca_authority
    alter column purpose set not null,
    alter column line set not null,
    alter column certificate set not null,
    alter column since set not null,
    alter column shards drop default,
    alter column generation drop default,
    alter column current drop default,
    add check (purpose in ('ROOT', 'PERSON', 'MAIL', 'ORGANISATION', 'ONE_SHOT', 'TIME_STAMPING', 'DEVICE')),
    add check (key_id is not null or purpose = 'ROOT'),
    add check (name = case when generation = 1 then line else line || '-' || generation::text end),
    add unique (line, generation);
create unique index ca_authority_current on ca_authority (line) where current;

-- Authorities whose certificates are asked of an issuer that is kept elsewhere.
create table ca_authority_request (
    name       text primary key,
    line       text not null,
    generation integer not null check (generation > 0),
    key_id     uuid not null unique,
    request    bytea not null,
    made_at    timestamp with time zone not null,
    made_by    text not null,
    taken_in   timestamp with time zone,
    unique (line, generation),
    check (name = case when generation = 1 then line else line || '-' || generation::text end)
);
