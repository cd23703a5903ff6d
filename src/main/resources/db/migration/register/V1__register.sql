-- The register of trust services. Rows are added and never changed, so that every past state can be rebuilt.

-- One writer at a time gives the times of record: strictly later than any time that a reader may have asked about.
create table register_clock (
    only_row    boolean primary key default true check (only_row),
    recorded_at timestamp with time zone not null,
    told_until  timestamp with time zone not null
);
insert into register_clock (recorded_at, told_until) values ('2000-01-01T00:00Z', '2000-01-01T00:00Z');

create table register_provider (
    id               uuid primary key,
    organisation_id  uuid not null unique,
    corporate_number text unique check (corporate_number ~ '^[1-9][0-9]{12}$'),
    recorded_at      timestamp with time zone not null
);

create table register_provider_version (
    provider_id uuid not null references register_provider,
    recorded_at timestamp with time zone not null,
    content     jsonb not null,
    actor       text not null,
    primary key (provider_id, recorded_at)
);

create table register_service (
    id          uuid primary key,
    provider_id uuid not null references register_provider,
    recorded_at timestamp with time zone not null
);
create index register_service_provider on register_service (provider_id);

create table register_service_version (
    service_id  uuid not null references register_service,
    recorded_at timestamp with time zone not null,
    target      text not null check (target ~ '^[a-z][a-z0-9-]{0,31}$'),
    content     jsonb not null,
    actor       text not null,
    primary key (service_id, recorded_at)
);

-- A digital identity stands once in each target (TS 119 612, 5.5.3). A key stays with its service for ever.
create table register_key (
    target     text not null,
    key_sha256 text not null check (key_sha256 ~ '^[0-9a-f]{64}$'),
    service_id uuid not null references register_service,
    primary key (target, key_sha256)
);

-- The last serial given. It is raised in the transaction of the registration: no gaps, no duplicates.
create table register_serial (
    prefix text primary key,
    serial integer not null check (serial > 0)
);

create table register_number (
    prefix     text not null,
    serial     integer not null check (serial > 0),
    service_id uuid not null references register_service,
    primary key (prefix, serial)
);

create table register_status_event (
    id               uuid primary key,
    service_id       uuid not null references register_service,
    change           text not null
                     check (change in ('REGISTRATION', 'RENEWAL', 'SUSPENSION', 'REINSTATEMENT', 'WITHDRAWAL',
                                       'TAKE_OVER', 'EXPIRY')),
    status           text not null check (status in ('REGISTERED', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED')),
    reason           text not null check (reason ~ '^[a-z][a-z-]{0,31}$'),
    scheme           text not null,
    prefix           text not null,
    serial           integer not null,
    term             integer not null check (term > 0),
    valid_until      date not null,
    effective_at     timestamp with time zone not null,
    recorded_at      timestamp with time zone not null,
    publish_from     timestamp with time zone not null,
    visible_from     timestamp with time zone not null
                     generated always as (greatest(effective_at, recorded_at, publish_from)) stored,
    successor_id     uuid references register_provider,
    decision         text not null,
    criteria_version text not null,
    actor            text not null,
    entry            text not null check (entry ~ '^[0-9a-f]{64}$'),
    foreign key (prefix, serial) references register_number,
    -- a decision that is carried out twice changes nothing the second time
    unique (service_id, decision, change),
    check (change <> 'TAKE_OVER' or successor_id is not null),
    check ((change = 'EXPIRY') = (status = 'EXPIRED')),
    -- nothing takes effect before it is known, but the passing of time
    check (change = 'EXPIRY' or effective_at >= recorded_at)
);
create index register_status_event_service on register_status_event (service_id, effective_at desc, recorded_at desc);
create index register_status_event_visible on register_status_event (visible_from);
create unique index register_status_event_term on register_status_event (prefix, serial, term)
    where change in ('REGISTRATION', 'RENEWAL');

create table register_summary (
    service_id  uuid not null references register_service,
    recorded_at timestamp with time zone not null,
    content     jsonb not null,
    actor       text not null,
    primary key (service_id, recorded_at)
);

create function register_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The register only grows: % on %', tg_op, tg_table_name;
end $$;

create trigger register_provider_grows before update or delete on register_provider_version
    for each row execute function register_refuse_change();
create trigger register_service_grows before update or delete on register_service_version
    for each row execute function register_refuse_change();
create trigger register_key_grows before update or delete on register_key
    for each row execute function register_refuse_change();
create trigger register_number_grows before update or delete on register_number
    for each row execute function register_refuse_change();
create trigger register_status_grows before update or delete on register_status_event
    for each row execute function register_refuse_change();
create trigger register_summary_grows before update or delete on register_summary
    for each row execute function register_refuse_change();
