package wariin.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The parties of contracts.
@Repository
class PartyRegister {

    private final JdbcClient jdbc;

    PartyRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The parties of these contracts, each by position.
    Map<ContractId, List<Party>> of(List<ContractId> contracts) {
        if (contracts.isEmpty()) return Map.of();
        return jdbc
                .sql("""
                        select contract_id, id, position, sender, email, name, organisation, language, field, state, page,
                               x, y, width, height, viewed_at, signed_at
                          from contract_party
                         where contract_id in (:contracts)
                         order by contract_id, position
                        """)
                .param("contracts", contracts.stream().map(ContractId::value).toList())
                .query((row, number) ->
                        Map.entry(new ContractId(row.getObject("contract_id", UUID.class)), row(row, number)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /// Sets the parties of a draft anew.
    void replace(ContractId contract, List<Party> parties) {
        jdbc.sql("delete from contract_party where contract_id = :contract")
                .param("contract", contract.value())
                .update();
        for (var party : parties) {
            add(contract, party);
        }
    }

    private void add(ContractId contract, Party party) {
        var place = party.place();
        jdbc.sql("""
                        insert into contract_party
                               (id, contract_id, position, sender, email, name, organisation, language, state,
                                page, x, y, width, height)
                        values (:id, :contract, :position, :sender, :email, :name, :organisation, :language, 'WAITING',
                                :page, :x, :y, :width, :height)
                        """)
                .param("id", party.id().value())
                .param("contract", contract.value())
                .param("position", party.position())
                .param("sender", party.sender())
                .param("email", party.email())
                .param("name", party.name())
                .param("organisation", party.organisation(), Types.VARCHAR)
                .param("language", party.language().getLanguage())
                .param("page", place == null ? null : place.page(), Types.INTEGER)
                .param("x", place == null ? null : place.x(), Types.DOUBLE)
                .param("y", place == null ? null : place.y(), Types.DOUBLE)
                .param("width", place == null ? null : place.width(), Types.DOUBLE)
                .param("height", place == null ? null : place.height(), Types.DOUBLE)
                .update();
    }

    void nameField(PartyId party, String field) {
        jdbc.sql("update contract_party set field = :field where id = :id")
                .param("id", party.value())
                .param("field", field)
                .update();
    }

    void ask(PartyId party) {
        jdbc.sql("update contract_party set state = 'ASKED' where id = :id and state = 'WAITING'")
                .param("id", party.value())
                .update();
    }

    /// True at the first view only.
    boolean view(PartyId party, Instant now) {
        return jdbc.sql("""
                        update contract_party
                           set viewed_at = :now, state = case when state = 'ASKED' then 'VIEWED' else state end
                         where id = :id and viewed_at is null
                        """)
                        .param("id", party.value())
                        .param("now", ContractRegister.utc(now))
                        .update()
                == 1;
    }

    boolean sign(PartyId party, @Nullable String organisation, Instant now) {
        return jdbc.sql("""
                        update contract_party
                           set state = 'SIGNED', signed_at = :now, organisation = coalesce(:organisation, organisation)
                         where id = :id and state in ('ASKED', 'VIEWED')
                        """)
                        .param("id", party.value())
                        .param("organisation", organisation, Types.VARCHAR)
                        .param("now", ContractRegister.utc(now))
                        .update()
                == 1;
    }

    void reject(PartyId party) {
        jdbc.sql("update contract_party set state = 'REJECTED' where id = :id and state in ('ASKED', 'VIEWED')")
                .param("id", party.value())
                .update();
    }

    private static Party row(ResultSet row, int number) throws SQLException {
        return new Party(
                new PartyId(row.getObject("id", UUID.class)),
                row.getInt("position"),
                row.getBoolean("sender"),
                row.getString("email"),
                row.getString("name"),
                row.getString("organisation"),
                Locale.of(row.getString("language")),
                row.getString("field"),
                Party.State.valueOf(row.getString("state")),
                place(row),
                ContractRows.instant(row, "viewed_at"),
                ContractRows.instant(row, "signed_at"));
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        var page = row.getObject("page", Integer.class);
        return page == null
                ? null
                : new Place(
                        page, row.getDouble("x"), row.getDouble("y"), row.getDouble("width"), row.getDouble("height"));
    }
}
