-- Which installation this is, so that a token can say whose the keys of a label are. That of an installation with keys
-- is the id of its first one: so a database that is restored from before this migration has the same.
create table keys_installation (
    only_one boolean primary key default true check (only_one),
    id       uuid not null
);
insert into keys_installation (id)
select coalesce((select id from keys_key order by created_at, id limit 1), gen_random_uuid());
