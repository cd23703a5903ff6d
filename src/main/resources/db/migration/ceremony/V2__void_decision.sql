-- A decision whose asker is an operator no longer makes room for another one about the same authority.
alter table ceremony_decision add column void_at timestamp with time zone;
alter table ceremony_decision add check (done_at is null or void_at is null);
drop index ceremony_decision_open;
create unique index ceremony_decision_open on ceremony_decision (line) where done_at is null and void_at is null;
