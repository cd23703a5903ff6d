package wariin.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import wariin.site.SiteSettings;
import wariin.site.SiteSettingsFixture;

class LettersTests {

    private static final String HERE = "https://sign.example.jp";

    private final SiteSettings site = SiteSettingsFixture.at(HERE);
    private final Letters letters = new Letters(texts(), site);

    @Test
    void speakTheLanguageOfTheRecipient() {
        assertThat(write(Locale.JAPANESE, Map.of("name", "鈴木")).subject()).isEqualTo("鈴木 様へ");
        assertThat(write(Locale.FRENCH, Map.of("name", "Suzuki")).subject()).isEqualTo("For Suzuki");
    }

    @Test
    void leaveOutALineWhoseArgumentIsMissing() {
        assertThat(write(Locale.ENGLISH, Map.of("name", "Suzuki")).body()).doesNotContain("Deadline");
        assertThat(write(Locale.ENGLISH, Map.of("name", "Suzuki", "deadline", "1 May"))
                        .body())
                .contains("Deadline: 1 May");
    }

    @Test
    void keepWhatPeopleTypedOnOneLine() {
        var name = "Suzuki\r\nBcc: everyone@example.com\r\n\r\nDear victim\u2028\u202Etxt";

        var letter = write(Locale.ENGLISH, Map.of("name", name));

        assertThat(letter.subject()).doesNotContainPattern("\\p{Cntrl}").contains("Bcc: everyone");
        assertThat(letter.body().lines()).noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("Dear victim"));
        assertThat(letter.body()).doesNotContain("\u202E", "\u2028");
    }

    @Test
    void makeNoLinkOfWhatPeopleTyped() {
        var letter = write(Locale.ENGLISH, Map.of("name", "Win at https://evil.example/x and www.evil.example"));

        assertThat(letter.body()).doesNotContain("https://evil", "www.evil");
    }

    @Test
    void linkOnlyToThisSite() {
        assertThat(write(Locale.ENGLISH, Map.of("name", "S", "link", HERE + "/sign/abc"))
                        .body())
                .contains(HERE + "/sign/abc");

        for (var foreign :
                new String[] {"https://evil.example/", HERE + ".evil.example/", HERE + "/a\nhttps://evil.example"}) {
            assertThatThrownBy(() -> write(Locale.ENGLISH, Map.of("name", "S", "link", foreign)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readDollarsAndBracesAsTheyStand() {
        assertThat(write(Locale.ENGLISH, Map.of("name", "A$1 {link} \\0")).subject())
                .isEqualTo("For A$1 {link} \\0");
    }

    @Test
    void doNotSayThatNothingHappensWhereItDoes() {
        var arguments = Map.of("name", "Suzuki");
        assertThat(write(Locale.ENGLISH, arguments).body()).contains("Nothing happens without you");
        assertThat(letters.write(new Mail("b@example.jp", Locale.ENGLISH, "test.mail", arguments, true))
                        .body())
                .endsWith("-- \nWariin\nhttps://sign.example.jp/\n");
    }

    private Letter write(Locale locale, Map<String, String> arguments) {
        return letters.write(new Mail("b@example.jp", locale, "test.mail", new HashMap<>(arguments)));
    }

    private static StaticMessageSource texts() {
        var texts = new StaticMessageSource();
        texts.addMessage("test.mail.subject", Locale.ENGLISH, "For {name}");
        texts.addMessage(
                "test.mail.body", Locale.ENGLISH, "Dear {name},\n\nDeadline: {deadline}\n\nIt's here: {link}\n{name}");
        texts.addMessage("test.mail.subject", Locale.JAPANESE, "{name} 様へ");
        texts.addMessage("test.mail.body", Locale.JAPANESE, "{name} 様\n\n{link}");
        texts.addMessage("notify.signature", Locale.ENGLISH, "Wariin\n{link}\nNothing happens without you.");
        texts.addMessage("notify.signature.happens", Locale.ENGLISH, "Wariin\n{link}");
        texts.addMessage("notify.signature", Locale.JAPANESE, "割印\n{link}");
        return texts;
    }
}
