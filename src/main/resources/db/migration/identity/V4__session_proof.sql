-- When the person of a session last showed a factor: how to log in is changed only soon after it.
alter table identity_session add column proven_at timestamp with time zone;
update identity_session set proven_at = created_at;
alter table identity_session alter column proven_at set not null;
