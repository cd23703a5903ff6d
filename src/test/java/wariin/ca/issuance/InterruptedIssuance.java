package wariin.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.issuance.IssuanceLine.Order;
import wariin.ca.issuance.IssuanceLine.Result.Issued;
import wariin.ca.issuance.IssuanceLine.Result.Refused;
import wariin.x509.SerialNumber;

/// What a crash leaves between the two transactions of an issuance, and what becomes of it.
public final class InterruptedIssuance {
    private final ApplicationContext platform;
    private final Order order;

    private InterruptedIssuance(ApplicationContext platform, Order order) {
        this.platform = platform;
        this.order = order;
    }

    /// Begins, and ends before the key is used.
    public static InterruptedIssuance of(ApplicationContext platform, Order order) {
        var transactions = platform.getBean(TransactionTemplate.class);
        var intents = platform.getBean(IntentRegister.class);
        assertThat(transactions.<Set<SerialNumber>>execute(_ -> intents.intend(List.of(order.intent()), Instant.now())))
                .containsExactly(order.serial());
        return new InterruptedIssuance(platform, order);
    }

    public SerialNumber serial() {
        return order.serial();
    }

    /// Burns it, as if nobody came back for long.
    public void abandon() {
        platform.getBean(Issuance.class).burnIntentsBefore(Instant.now().plusSeconds(1));
    }

    /// Asks for the same again.
    public X509Certificate again() {
        return switch (platform.getBean(IssuanceLine.class)
                .issue(List.of(order))
                .get(order.serial())) {
            case Issued(var certificate) -> certificate;
            case Refused(var why) -> throw why;
        };
    }
}
