package wariin.criteria;

import wariin.site.Bilingual;

/// A file that is no catalogue we can take; the sentence says what is wrong with it.
final class OscalRefused extends RuntimeException {

    private final transient Bilingual sentence;

    OscalRefused(String ja, String en) {
        super(en, null, false, false);
        sentence = new Bilingual(ja, en);
    }

    Bilingual sentence() {
        return sentence;
    }
}
