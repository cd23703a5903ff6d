package wariin.trustlist;

import wariin.register.PostalAddress;
import wariin.site.Bilingual;

/// A scheme and a register with something in it, for tests of lists.
final class Listing {

    private Listing() {}

    static SchemeSettings scheme(String site) {
        return new SchemeSettings(
                site,
                Bilingual.of("見本の運営者", "Sample Scheme Operator"),
                new PostalAddress("東京都港区六本木1-9-9", "1-9-9 Roppongi", "Minato-ku", "Tokyo", "106-0032", "JP"),
                "operator@example.jp",
                "https://scheme.example.jp/",
                Bilingual.of("見本の登録制度", "Sample registration scheme"),
                "JP",
                Bilingual.of("見本です。", "A sample."),
                30,
                7,
                1);
    }
}
