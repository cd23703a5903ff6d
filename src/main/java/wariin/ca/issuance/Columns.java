package wariin.ca.issuance;

import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;
import wariin.x509.SerialNumber;

/// Columns of many rows as one parameter each, so that a statement is the same whatever their number.
final class Columns {
    private Columns() {}

    static SqlArrayValue serials(Collection<SerialNumber> serials) {
        return octets(serials.stream().map(SerialNumber::bytes).toList());
    }

    static SqlArrayValue octets(Collection<byte[]> values) {
        return new SqlArrayValue("bytea", (Object[]) values.toArray(byte[][]::new));
    }

    static SqlArrayValue texts(Collection<String> values) {
        return new SqlArrayValue("text", (Object[]) values.toArray(String[]::new));
    }

    static SqlArrayValue flags(Collection<Boolean> values) {
        return new SqlArrayValue("bool", (Object[]) values.toArray(Boolean[]::new));
    }

    static SqlArrayValue instants(Collection<Instant> values) {
        return new SqlArrayValue(
                "timestamptz", (Object[]) values.stream().map(Instant::toString).toArray(String[]::new));
    }
}
