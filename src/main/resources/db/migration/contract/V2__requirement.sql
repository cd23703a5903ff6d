-- The rule of procurement that every signer's certificate has to meet, if the sender asks for one.
alter table contract_contract add column requirement text check (requirement ~ '^[a-z][a-z0-9-]{1,59}$');

-- What the rule said of a signer before the act, as it was signed. Only added to.
create table contract_rule_answer (
    act_id      uuid primary key references contract_act (id),
    contract_id uuid not null references contract_contract (id),
    party_id    uuid not null references contract_party (id),
    rule        text not null,
    version     int not null,
    title_ja    text not null,
    title_en    text not null,
    reasons_ja  text not null,
    reasons_en  text not null,
    jws         text not null,
    asked_at    timestamp with time zone not null
);
create index contract_rule_answer_of_contract on contract_rule_answer (contract_id, asked_at);
create trigger contract_rule_answer_append_only before update or delete on contract_rule_answer
    for each row execute function contract_refuse_change();
