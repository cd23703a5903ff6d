package wariin.contract;

import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/// A PDF that somebody really signed on the platform, for tests of other rooms that judge signed documents.
@TestComponent
@Import(Walk.class)
public class SignedSample {

    /// @param email as the signer's certificate has it
    public record Signed(byte[] pdf, String email) {}

    private final Walk walk;
    private final JdbcTemplate sql;

    SignedSample(Walk walk, JdbcTemplate sql) {
        this.walk = walk;
        this.sql = sql;
    }

    /// @param verified whether the operator has confirmed the signer's organisation
    public Signed by(String name, String organisation, String number, boolean verified) throws Exception {
        var signer = walk.member(name, organisation, number);
        if (verified) {
            sql.update(
                    "insert into identity_proof (id, user_id, organisation_id, kind, detail, at)"
                            + " values (?, ?, ?, 'ORGANISATION_CONFIRMED', '', now())",
                    UUID.randomUUID(),
                    signer.user().user().id().value(),
                    signer.user().organisation().id().value());
        }
        var other = walk.member("Other", "Other");
        var id = walk.sent(signer, Contract.Order.SEQUENTIAL, other.side(Walk.place(1)))
                .id();
        walk.sign(signer, id);
        walk.sign(other, id);
        return new Signed(walk.concluded(signer, id), signer.user().user().email());
    }
}
