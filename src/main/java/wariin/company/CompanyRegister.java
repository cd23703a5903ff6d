package wariin.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.company.CompanySource.Origin;

/// What is known of companies, by their numbers.
@Repository
class CompanyRegister {

    private static final String SELECT = """
            select v.number, v.process, v.correction, v.updated_on, v.valid_from, v.name, v.name_replaced, v.kind,
                   v.prefecture, v.city, v.street, v.post_code, v.outside, v.closed_on, v.close_cause, v.successor,
                   v.assigned_on, v.en_name, v.en_prefecture, v.en_city, v.en_outside, v.furigana, v.recorded_at,
                   v.newest, i.file, i.data_date
              from company_version v join company_import i on i.id = v.import_id
            """;

    private final JdbcClient sql;

    CompanyRegister(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Company> find(CorporateNumber number) {
        return sql.sql(SELECT + " where v.number = :number and v.newest")
                .param("number", Long.parseLong(number.value()))
                .query((row, _) -> company(row))
                .optional();
    }

    Map<Long, Company> findAll(Collection<Long> numbers) {
        if (numbers.isEmpty()) return Map.of();
        return sql
                .sql(SELECT + " where v.number in (:numbers) and v.newest")
                .param("numbers", numbers)
                .query((row, _) -> company(row))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        company -> Long.parseLong(company.number().value()), Function.identity()));
    }

    /// Newest first: by the day of the change, then by the day on which the source told it.
    List<CompanyVersion> history(CorporateNumber number) {
        return sql.sql(SELECT + """
                 where v.number = :number
                 order by v.valid_from desc, v.newest desc, v.updated_on desc, v.recorded_at desc, v.content
                """)
                .param("number", Long.parseLong(number.value()))
                .query((row, _) -> version(row))
                .list();
    }

    private static CompanyVersion version(ResultSet row) throws SQLException {
        return new CompanyVersion(
                company(row),
                row.getString("process"),
                row.getBoolean("correction"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("newest"));
    }

    private static Company company(ResultSet row) throws SQLException {
        var number = CorporateNumber.of(row.getString("number"));
        var successor = row.getString("successor");
        var origin = number.sample() ? Origin.SAMPLE : Origin.TAX_AGENCY;
        var closedOn = row.getObject("closed_on", LocalDate.class);
        return new Company(
                number,
                row.getString("name"),
                row.getBoolean("name_replaced"),
                row.getString("furigana"),
                row.getString("en_name"),
                CompanyKind.of(row.getInt("kind")),
                address(row),
                status(row.getString("process"), closedOn != null, row.getString("close_cause"), successor != null),
                closedOn,
                successor == null ? null : CorporateNumber.of(successor),
                row.getObject("assigned_on", LocalDate.class),
                row.getObject("updated_on", LocalDate.class),
                new CompanySource(origin, row.getString("file"), row.getObject("data_date", LocalDate.class)));
    }

    private static CompanyAddress address(ResultSet row) throws SQLException {
        return new CompanyAddress(
                row.getString("post_code"),
                row.getString("prefecture"),
                row.getString("city"),
                row.getString("street"),
                row.getString("outside"),
                row.getString("en_prefecture"),
                row.getString("en_city"),
                row.getString("en_outside"));
    }

    private static CompanyStatus status(String process, boolean closed, String cause, boolean succeeded) {
        if (process.equals("99")) return CompanyStatus.DELETED;
        if (!closed) return CompanyStatus.OPEN;
        return cause.equals("11") || succeeded ? CompanyStatus.MERGED : CompanyStatus.CLOSED;
    }
}
