package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.pdf.PdfPreparation;

class ContractMessagesTests {

    private static final List<String> PROBLEMS = List.of(
            "unknown",
            "document-moved-on",
            "being-signed",
            "act-expired",
            "activation-refused",
            "activation-refused-pin",
            "activation-locked",
            "time-not-available",
            "status-not-available",
            "key-too-long");
    private static final List<String> MAILS =
            List.of("invitation", "your-turn", "signed", "concluded", "rejected", "withdrawn", "expired");

    @ParameterizedTest
    @ValueSource(strings = {"", "ja"})
    void sayEverythingInBothLanguages(String language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var words = ResourceBundle.getBundle("messages.contract", Locale.of(language), control);

        assertThat(keys()).allSatisfy(key -> assertThat(words.keySet()).contains(key));
        assertThat(words.getLocale().getLanguage()).isEqualTo(language);
    }

    private static List<String> keys() {
        return Stream.of(
                        Arrays.stream(Refusal.values()).map(refusal -> "contract.refusal." + refusal.kind()),
                        PROBLEMS.stream().map(kind -> "contract.refusal." + kind),
                        Arrays.stream(PdfPreparation.Notice.values())
                                .map(notice -> "contract.notice." + kebab(notice.name())),
                        Arrays.stream(ContractState.values()).map(state -> "contract.state." + state),
                        Arrays.stream(Party.State.values()).map(state -> "contract.party-state." + state),
                        MAILS.stream()
                                .flatMap(mail ->
                                        Stream.of(".subject", ".body").map(part -> "contract.mail." + mail + part)))
                .flatMap(all -> all)
                .toList();
    }

    private static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
