package wariin.tsa;

import java.util.Locale;

/// Why no time was certified, in English as it is recorded. The reasons are few sentences; their words are in two
/// languages under a key made of them.
///
/// @param text what is shown where no words are found
public record ClockReason(String text) {

    public String key() {
        return "tsa.reason." + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    /// The number in it, if there is one.
    public String number() {
        return text.replaceAll("[^0-9]", "");
    }
}
