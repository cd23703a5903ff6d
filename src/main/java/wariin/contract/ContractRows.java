package wariin.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wariin.contract.Contract.Terms;
import wariin.contract.Contract.Upload;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;

/// How a row becomes a contract.
final class ContractRows {

    static final String COLUMNS = """
            id, organisation_id, sender_id, title, amount, currency, deadline, signing_order, message, file_name,
            upload_hash, upload_length, page_sizes, notices, signed_before, state, head, created_at, sent_at,
            finished_at, reason, requirement
            """;

    /// A contract without its parties yet.
    record Row(Contract contract) {
        ContractId id() {
            return contract.id();
        }

        Contract with(List<Party> parties) {
            return new Contract(
                    contract.id(),
                    contract.organisation(),
                    contract.senderId(),
                    contract.terms(),
                    contract.upload(),
                    contract.state(),
                    contract.head(),
                    contract.createdAt(),
                    contract.sentAt(),
                    contract.finishedAt(),
                    contract.reason(),
                    parties);
        }
    }

    private ContractRows() {}

    static Row read(ResultSet row, int number) throws SQLException {
        return new Row(new Contract(
                new ContractId(row.getObject("id", UUID.class)),
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                new UserId(row.getObject("sender_id", UUID.class)),
                terms(row),
                upload(row),
                ContractState.valueOf(row.getString("state")),
                row.getInt("head"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "sent_at"),
                instant(row, "finished_at"),
                row.getString("reason"),
                List.of()));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                row.getString("title"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                instant(row, "deadline"),
                Contract.Order.valueOf(row.getString("signing_order")),
                row.getString("message"),
                row.getString("requirement"));
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                row.getString("file_name"),
                row.getString("upload_hash"),
                row.getLong("upload_length"),
                sizes(row.getString("page_sizes")),
                row.getString("notices").lines().toList(),
                row.getBoolean("signed_before"));
    }

    static String sizes(List<double[]> sizes) {
        return sizes.stream()
                .map(size -> String.format(Locale.ROOT, "%.3fx%.3f", size[0], size[1]))
                .collect(Collectors.joining(";"));
    }

    private static List<double[]> sizes(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(";"))
                        .map(size -> size.split("x"))
                        .map(size -> new double[] {Double.parseDouble(size[0]), Double.parseDouble(size[1])})
                        .toList();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
