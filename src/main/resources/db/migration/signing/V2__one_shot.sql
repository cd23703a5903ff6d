-- A one-shot credential signs one hash: authorizing binds it, signing ends it, and its key is destroyed.
alter table signing_credential
    add column kind text not null default 'KEPT' check (kind in ('KEPT', 'ONE_SHOT')),
    add column authorization_id uuid unique,
    drop constraint signing_credential_state_check,
    drop constraint signing_credential_check,
    add constraint signing_credential_state_check check (state in ('PENDING', 'ACTIVE', 'BOUND', 'RETIRED')),
    add constraint signing_credential_is_whole check (
        state not in ('ACTIVE', 'BOUND')
            or (key_id is not null and certificate is not null and not_after is not null)),
    add constraint signing_credential_binds_one_shots_only check (
        case state when 'BOUND' then kind = 'ONE_SHOT' and authorization_id is not null
                   when 'RETIRED' then true
                   else authorization_id is null end);
alter table signing_credential alter column kind drop default;

drop index signing_credential_one_of_a_kind;
create unique index signing_credential_one_of_a_kind
    on signing_credential (user_id, organisation_id, kind) where state in ('PENDING', 'ACTIVE');
create index signing_credential_one_shots on signing_credential (not_after)
    where kind = 'ONE_SHOT' and state <> 'RETIRED';
