package wariin.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.register.Change;
import wariin.register.Registered;
import wariin.register.ServiceRegister;
import wariin.research.LiveFigures.Live;

@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=figures") // one that nobody else changes
class LiveFiguresTests {

    @Autowired
    LiveFigures figures;

    @Autowired
    ServiceRegister register;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void countsWhatTheRegisterPublishes() {
        var before = live("en-ZA");
        var registered = new Registered(register, transaction);
        var provider = registered.provider("見本事業者", "Sample provider");
        registered.registered(provider, Registered.service("ca", "見本認証局", "Sample CA"));
        var suspended = registered.registered(provider, Registered.service("tsa", "見本時刻認証", "Sample TSA"));
        registered.record(suspended, Change.SUSPENSION);
        registered.service(provider, Registered.service("ca", "未公開", "Not published"));

        var after = live("en-IE");

        assertThat(added(before, after, "statuses", "Registered")).isEqualTo(1);
        assertThat(added(before, after, "statuses", "Suspended")).isEqualTo(1);
        assertThat(added(before, after, "sectors", "Finance")).isEqualTo(1);
        assertThat(added(before, after, "levels", "Third-party certification")).isEqualTo(1);
        var history = plot(after, "history").rows();
        assertThat(history).hasSize(12);
        assertThat(history.getLast().point().value()
                        - plot(before, "history").rows().getLast().point().value())
                .isEqualTo(1);
        assertThat(history.getFirst().point().value()).isZero();
        assertThat(plot(after, "targets").rows()).hasSizeGreaterThanOrEqualTo(4);
    }

    /// A locale that nobody else asks for is not answered from what was gathered before.
    private Live live(String locale) {
        return figures.now(Locale.forLanguageTag(locale));
    }

    private static double added(Live before, Live after, String key, String label) {
        return value(after, key, label) - value(before, key, label);
    }

    private static double value(Live live, String key, String label) {
        return plot(live, key).rows().stream()
                .filter(row -> row.point().label().equals(label))
                .mapToDouble(row -> row.point().value())
                .sum();
    }

    private static Plot plot(Live live, String key) {
        return live.plots().stream()
                .filter(plot -> plot.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
