-- The clock minute by minute, by start of the platform: what an auditor of the time-stamps asks for.
create table tsa_clock_minute (
    epoch          bigint not null references tsa_epoch (number),
    minute         timestamp with time zone not null,
    offset_us      bigint,
    uncertainty_us bigint check (uncertainty_us >= 0),
    leases         integer not null check (leases >= 0),
    gaps           integer not null check (gaps >= 0),
    steps          integer not null check (steps >= 0),
    pauses         integer not null check (pauses >= 0),
    refusals       bigint not null check (refusals >= 0),
    reason         text,
    sources        text not null,
    primary key (epoch, minute)
);

create index tsa_clock_minute_minute on tsa_clock_minute (minute);
create index tsa_batch_issued_at on tsa_batch (issued_at);
