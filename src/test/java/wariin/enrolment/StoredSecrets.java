package wariin.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

/// What this room keeps wrapped, made and opened for tests of other rooms.
public final class StoredSecrets {

    private final EnrolmentKeyRegister keys;
    private final EnrolmentSecrets secrets;

    public StoredSecrets(BeanFactory beans) {
        this.keys = beans.getBean(EnrolmentKeyRegister.class);
        this.secrets = beans.getBean(EnrolmentSecrets.class);
    }

    /// Keeps a secret for a program and gives its id.
    public String keep(Protocol protocol, String secret) {
        var id = secrets.newId();
        var now = Instant.parse("2026-11-01T00:00:00Z");
        var desk = new DeskId(UUID.randomUUID());
        var approval = new StandingApprovalId(UUID.randomUUID());
        var by = new UserId(UUID.randomUUID());
        var key = new EnrolmentKey(id, protocol, desk, approval, "Gateway", by, now, now.plusSeconds(3600), null, null);
        keys.add(
                protocol.computes()
                        ? new EnrolmentKeyRegister.Row(key, null, secrets.wrap(protocol, id, secret))
                        : new EnrolmentKeyRegister.Row(key, EnrolmentSecrets.hash(secret), null));
        return id;
    }

    public String open(Protocol protocol, String id) {
        var wrapped =
                Objects.requireNonNull(keys.find(protocol, id).orElseThrow().wrapped());
        return new String(secrets.unwrap(protocol, id, wrapped), UTF_8);
    }
}
