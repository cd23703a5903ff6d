package wariin.demo;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.company.Company;
import wariin.register.AssuranceLevel;
import wariin.register.PostalAddress;
import wariin.register.ProviderDescription;
import wariin.register.Sector;
import wariin.register.ServiceDescription;
import wariin.register.ServiceDescription.BuyerFacts;
import wariin.register.ServiceDescription.Component;
import wariin.register.ServiceId;
import wariin.site.Bilingual;

/// What the sample providers say of themselves. The places are those that the material of 2019 names: one
/// certification authority, one remote-signature service, 28 local registration authorities, ten areas of use.
final class SampleServices {

    /// The areas of use of certificates in the material of 2019; e-contracting has some of its own.
    private static final List<Sector> AREAS = List.of(
            Sector.MANUFACTURING,
            Sector.FINANCE,
            Sector.IT_SOFTWARE,
            Sector.ENVIRONMENTAL_INSPECTION,
            Sector.CONSTRUCTION_INSPECTION,
            Sector.TRANSPORTATION,
            Sector.HOUSING,
            Sector.DEFENCE,
            Sector.PRODUCT_SAFETY,
            Sector.ELECTRICITY);

    private static final Set<String> CONTRACT_AREAS = Set.of(
            Sector.FINANCE.code(),
            Sector.MANUFACTURING.code(),
            Sector.HOUSING.code(),
            Sector.CONSTRUCTION_INSPECTION.code(),
            Sector.CONSTRUCTION.code());

    private SampleServices() {}

    static ProviderDescription provider(Company company, int number) {
        var address = new PostalAddress(
                company.address().line(), "1-1-" + number + " Mihon-cho", "Mihon-shi", "Mihon-ken", "", "JP");
        return new ProviderDescription(
                Bilingual.of(company.name(), company.enName()),
                null,
                company.number(),
                address,
                "info@provider-%02d.example".formatted(number),
                site(number),
                true);
    }

    static ServiceDescription authority(byte[] certificate) {
        return service(
                "ca",
                Bilingual.of("見本認証局", "Sample Certification Authority"),
                Bilingual.of(
                        "企業で働く個人に電子証明書を発行します。見本であり、2019年の資料が挙げる認証局(1件)の位置に置いたものです。",
                        "Issues certificates to people inside companies. A sample in the place of the one certification"
                                + " authority that the material of 2019 names."),
                Set.copyOf(AREAS.stream().map(Sector::code).toList()),
                List.of(certificate),
                1,
                List.of(),
                facts());
    }

    static ServiceDescription remoteSignature(ServiceId authority) {
        return service(
                "ec",
                Bilingual.of("見本リモート署名サービス", "Sample Remote Signature Service"),
                Bilingual.of(
                        "契約書をアップロードし、預けた署名鍵で署名します。見本であり、2019年の資料が挙げるリモート署名(1件)の位置に置いたものです。",
                        "Signs uploaded contracts with a key that the service holds for its user. A sample in the place of"
                                + " the one remote-signature service that the material of 2019 names."),
                CONTRACT_AREAS,
                List.of(),
                2,
                List.of(
                        new Component("ca", authority, null),
                        new Component("key-service", null, Bilingual.of("自社の暗号モジュール", "Own cryptographic module"))),
                facts());
    }

    static ServiceDescription contracting(ServiceId authority, int number) {
        return service(
                "ec",
                Bilingual.of(
                        "見本電子契約サービス %02d".formatted(number), "Sample E-Contracting Service %02d".formatted(number)),
                Bilingual.of("契約の締結と保管を行います(見本)。", "Concludes and archives contracts (sample)."),
                Set.of(Sector.CONSTRUCTION.code()),
                List.of(),
                number,
                List.of(new Component("ca", authority, null)),
                facts());
    }

    /// @param place 1 to 28
    static ServiceDescription registrationAuthority(ServiceId authority, int place, int number) {
        var first = AREAS.get((place - 1) % AREAS.size());
        var second = AREAS.get((place + 2) % AREAS.size());
        return service(
                "lra",
                Bilingual.of(
                        "見本電子証明書取扱業務 第%02d号".formatted(place),
                        "Sample Local Registration Authority No. %02d".formatted(place)),
                Bilingual.of(
                        "%s・%sの分野で、本人を確認し電子証明書を配付します(見本)。"
                                .formatted(first.words().ja(), second.words().ja()),
                        "Verifies identities and delivers certificates in %s and %s (sample)."
                                .formatted(
                                        first.words().en().toLowerCase(),
                                        second.words().en().toLowerCase())),
                Set.of(first.code(), second.code()),
                List.of(),
                number,
                List.of(new Component("ca", authority, null)),
                BuyerFacts.UNANSWERED);
    }

    private static ServiceDescription service(
            String target,
            Bilingual name,
            Bilingual summary,
            Set<String> sectors,
            List<byte[]> certificates,
            int number,
            List<Component> components,
            BuyerFacts facts) {
        return new ServiceDescription(
                target,
                name,
                summary,
                sectors,
                AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                certificates,
                List.of(),
                site(number) + "practice-statement",
                components,
                facts);
    }

    private static BuyerFacts facts() {
        return new BuyerFacts(
                text("月額 1,000 円から(見本)", "From 1,000 yen a month (sample)"),
                text(
                        "鍵は暗号モジュールの中だけで使い、操作は二人で行います(見本)。",
                        "Keys are used inside a module only, under dual control (sample)."),
                text("平日 9 時から 18 時、日本語と英語(見本)", "Weekdays 9 to 18, Japanese and English (sample)"),
                text("二つの拠点に複製し、毎年訓練します(見本)。", "Copied to two sites; rehearsed every year (sample)."),
                text("障害の状況を 30 分以内に公開します(見本)。", "The state of a failure is published within 30 minutes (sample)."));
    }

    private static @Nullable Bilingual text(String ja, String en) {
        return Bilingual.of(ja, en);
    }

    private static String site(int number) {
        return "https://provider-%02d.example/".formatted(number);
    }
}
