-- Two operators also decide about the next generation of a time-stamping unit, and from when on it signs.
alter table ceremony_decision
    add column serves_from timestamp with time zone,
    drop constraint ceremony_decision_kind_check,
    add constraint ceremony_decision_kind_check check (kind in ('BEGIN_GENERATION', 'TAKE_INTO_USE', 'BEGIN_UNIT')),
    add check ((kind = 'BEGIN_UNIT') = (serves_from is not null));
