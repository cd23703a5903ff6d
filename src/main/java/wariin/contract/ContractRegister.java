package wariin.contract;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.contract.Contract.Terms;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;

/// Contracts. A change of state is conditional on the state before; only drafts are ever deleted.
@Repository
class ContractRegister {

    private final JdbcClient jdbc;
    private final PartyRegister parties;

    ContractRegister(JdbcClient jdbc, PartyRegister parties) {
        this.jdbc = jdbc;
        this.parties = parties;
    }

    void add(Contract contract, Base base, @Nullable String requestKey) {
        var upload = contract.upload();
        var terms = contract.terms();
        jdbc.sql("""
                        insert into contract_contract
                               (id, organisation_id, sender_id, title, currency, signing_order, message, file_name,
                                upload_hash, upload_length, base_hash, base_length, page_sizes, notices, signed_before,
                                state, head, created_at, updated_at, request_key)
                        values (:id, :organisation, :sender, :title, :currency, :order, '', :file,
                                :hash, :length, :baseHash, :baseLength, :sizes, :notices, :signedBefore,
                                'DRAFT', 0, :now, :now, :requestKey)
                        """)
                .param("id", contract.id().value())
                .param("organisation", contract.organisation().value())
                .param("sender", contract.senderId().value())
                .param("title", terms.title())
                .param("currency", terms.currency())
                .param("order", terms.order().name())
                .param("file", upload.fileName())
                .param("hash", upload.hash())
                .param("length", upload.length())
                .param("baseHash", base.hash())
                .param("baseLength", base.length())
                .param("sizes", ContractRows.sizes(upload.sizes()))
                .param("notices", String.join("\n", upload.notices()))
                .param("signedBefore", upload.signedBefore())
                .param("now", utc(contract.createdAt()))
                .param("requestKey", requestKey, Types.VARCHAR)
                .update();
        parties.replace(contract.id(), contract.parties());
    }

    Optional<Contract> find(ContractId id) {
        return read("where id = :id", "id", id.value(), "").stream().findFirst();
    }

    /// The one that this person's request made before.
    Optional<Contract> findMadeBy(UserId sender, OrganisationId organisation, String requestKey) {
        return jdbc.sql("""
                        select id from contract_contract
                         where sender_id = :sender and organisation_id = :organisation and request_key = :key
                        """)
                .param("sender", sender.value())
                .param("organisation", organisation.value())
                .param("key", requestKey)
                .query(UUID.class)
                .optional()
                .flatMap(id -> find(new ContractId(id)));
    }

    /// Holds the contract until the transaction ends.
    Optional<Contract> findForUpdate(ContractId id) {
        return read("where id = :id", "id", id.value(), "for update").stream().findFirst();
    }

    List<Contract> ofOrganisation(OrganisationId organisation) {
        return read("where organisation_id = :id", "id", organisation.value(), "order by updated_at desc limit 500");
    }

    /// Those sent to this address.
    List<Contract> forAddress(String email) {
        return read(
                "where state <> 'DRAFT' and id in (select contract_id from contract_party where lower(email) = lower(:id))",
                "id",
                email,
                "order by updated_at desc limit 500");
    }

    List<Contract> overdue(Instant now) {
        return read("where state = 'SENT' and deadline < :id", "id", utc(now), "limit 500");
    }

    private List<Contract> read(String condition, String name, Object value, String tail) {
        var rows = jdbc.sql("select " + ContractRows.COLUMNS + " from contract_contract " + condition + " " + tail)
                .param(name, value)
                .query(ContractRows::read)
                .list();
        var sides = parties.of(rows.stream().map(ContractRows.Row::id).toList());
        return rows.stream()
                .map(row -> row.with(sides.getOrDefault(row.id(), List.of())))
                .toList();
    }

    void update(ContractId id, Terms terms, Instant now) {
        jdbc.sql("""
                        update contract_contract
                           set title = :title, amount = :amount, currency = :currency, deadline = :deadline,
                               signing_order = :order, message = :message,
                               requirement = :requirement, updated_at = :now
                         where id = :id and state = 'DRAFT'
                        """)
                .param("title", terms.title())
                .param("amount", (@Nullable BigDecimal) terms.amount(), Types.NUMERIC)
                .param("currency", terms.currency())
                .param(
                        "deadline",
                        terms.deadline() == null ? null : utc(terms.deadline()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("order", terms.order().name())
                .param("message", terms.message())
                .param("requirement", terms.requirement(), Types.VARCHAR)
                .param("now", utc(now))
                .param("id", id.value())
                .update();
    }

    boolean delete(ContractId id) {
        return jdbc.sql("delete from contract_contract where id = :id and state = 'DRAFT'")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /// False when it is not a draft any more.
    boolean send(ContractId id, String timestampField, Instant now) {
        return jdbc.sql("""
                        update contract_contract
                           set state = 'SENT', head = 1, timestamp_field = :field, sent_at = :now, updated_at = :now
                         where id = :id and state = 'DRAFT' and head = 0
                        """)
                        .param("field", timestampField)
                        .param("id", id.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /// One revision further; false when somebody else was faster or the contract is closed.
    boolean advance(ContractId id, int from, boolean concluded, Instant now) {
        return jdbc.sql("""
                        update contract_contract
                           set head = head + 1, updated_at = :now,
                               state = case when :concluded then 'CONCLUDED' else state end,
                               finished_at = case when :concluded then cast(:now as timestamptz) end
                         where id = :id and head = :from and state = 'SENT'
                        """)
                        .param("id", id.value())
                        .param("from", from)
                        .param("concluded", concluded)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /// Ends it without a conclusion; false when it is not open.
    boolean close(ContractId id, ContractState state, @Nullable String reason, Instant now) {
        return jdbc.sql("""
                        update contract_contract
                           set state = :state, reason = :reason, finished_at = :now, updated_at = :now
                         where id = :id and state = 'SENT'
                        """)
                        .param("id", id.value())
                        .param("state", state.name())
                        .param("reason", reason, Types.VARCHAR)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /// What is in the vault below the increments: the upload, or its repaired form.
    record Base(String hash, long length) {}

    Base base(ContractId id) {
        return jdbc.sql("select base_hash as hash, base_length as length from contract_contract where id = :id")
                .param("id", id.value())
                .query(Base.class)
                .single();
    }

    String timestampField(ContractId id) {
        return jdbc.sql("select timestamp_field from contract_contract where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// How many contracts were concluded in each month, by the calendar of a zone.
    Map<YearMonth, Long> concludedByMonth(ZoneId zone) {
        var months = new TreeMap<YearMonth, Long>();
        jdbc.sql("""
                        select to_char(finished_at at time zone :zone, 'YYYY-MM') as month, count(*) as contracts
                          from contract_contract where state = 'CONCLUDED' group by 1
                        """).param("zone", zone.getId()).query(row -> {
            months.put(YearMonth.parse(row.getString("month")), row.getLong("contracts"));
        });
        return months;
    }
}
