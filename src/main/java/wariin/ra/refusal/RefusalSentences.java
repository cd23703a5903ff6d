package wariin.ra.refusal;

import java.util.Locale;
import java.util.ResourceBundle;

/// The English words of refusals, for programs that ask in no language.
final class RefusalSentences {

    private RefusalSentences() {}

    static String of(RegistrationRefusal refusal) {
        var sentence =
                ResourceBundle.getBundle("messages/ra-domain", Locale.ROOT).getString("ra.refusal." + refusal.key());
        for (var fact : refusal.facts().entrySet()) {
            sentence = sentence.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return sentence;
    }
}
