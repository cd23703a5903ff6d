-- Revocation lists in parts. Of each part the newest list is kept whole, of all before it who, when and the hash.
create table ca_list (
    authority   text not null references ca_authority (name),
    shard       integer not null check (shard between 0 and 255),
    -- The highest number that was ever given out, and when.
    begun       bigint not null default 0 check (begun >= 0),
    begun_at    timestamp with time zone,
    -- The newest list. What it knows is told by how many stand on it and by the sum of their status numbers.
    number      bigint check (number between 1 and begun),
    this_update timestamp with time zone,
    next_update timestamp with time zone check (next_update > this_update),
    entries     integer check (entries >= 0),
    changes     bigint,
    der         bytea,
    primary key (authority, shard),
    check (num_nulls(number, this_update, next_update, entries, changes, der) in (0, 6))
);
-- Numbers and signatures cannot be compressed.
alter table ca_list alter column der set storage external;

-- A list whose number is not less than the time cannot be older than one that a restored database has forgotten.
insert into ca_list (authority, shard, begun, begun_at, number, this_update, next_update, entries, changes, der)
select a.name, 0, greatest(a.list_number, l.number), l.this_update, l.number, l.this_update, l.next_update, l.entries,
       -- Told from nothing that is known today, so the next round looks and publishes again.
       -1, l.der
  from ca_authority a
  join lateral (select number, this_update, next_update, entries, der
                  from ca_revocation_list
                 where authority = a.name
                 order by number desc
                 limit 1) l on true;
alter table ca_authority drop column list_number;

alter table ca_revocation_list
    drop constraint ca_revocation_list_pkey,
    add column shard integer not null default 0,
    add column sha256 bytea check (octet_length(sha256) = 32),
    alter column der drop not null;
update ca_revocation_list set sha256 = sha256(der);
alter table ca_revocation_list
    alter column shard drop default,
    alter column sha256 set not null,
    add primary key (authority, shard, number);
comment on column ca_revocation_list.der is 'Only of lists from before there were parts.';

create function ca_revocation_list_stays() returns trigger language plpgsql as $$
begin
    raise exception 'That a list was published is never changed and never deleted';
end
$$;
create trigger ca_revocation_list_stays before update or delete on ca_revocation_list
    for each row execute function ca_revocation_list_stays();

-- Under which addresses this repository is or was: certificates keep the one of their day, so lists name them all.
create table ca_repository (
    address text primary key,
    since   timestamp with time zone not null
);
