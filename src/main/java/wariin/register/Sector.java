package wariin.register;

import java.util.Arrays;
import java.util.Optional;
import wariin.site.Bilingual;

/// An area of use in which a trust service is relied upon.
public enum Sector {
    MANUFACTURING("manufacturing", "製造", "Manufacturing"),
    FINANCE("finance", "金融", "Finance"),
    IT_SOFTWARE("it-software", "IT・ソフトウェア", "IT and software"),
    ENVIRONMENTAL_INSPECTION("environmental-inspection", "環境検査", "Environmental inspection"),
    CONSTRUCTION_INSPECTION("construction-inspection", "建築検査", "Construction inspection"),
    TRANSPORTATION("transportation", "運輸", "Transportation"),
    HOUSING("housing", "住宅", "Housing"),
    DEFENCE("defence", "防衛", "Defence"),
    PRODUCT_SAFETY("product-safety", "製品安全試験", "Product-safety testing"),
    ELECTRICITY("electricity", "電力", "Electricity"),
    CONSTRUCTION("construction", "建設", "Construction");

    private final String code;
    private final Bilingual words;

    Sector(String code, String ja, String en) {
        this.code = code;
        this.words = Bilingual.of(ja, en);
    }

    public static Optional<Sector> of(String code) {
        return Arrays.stream(values())
                .filter(sector -> sector.code.equals(code))
                .findFirst();
    }

    /// As it stands in a service's description, in addresses and files.
    public String code() {
        return code;
    }

    public Bilingual words() {
        return words;
    }
}
