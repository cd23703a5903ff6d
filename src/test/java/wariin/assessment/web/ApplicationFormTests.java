package wariin.assessment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import wariin.assessment.Application;
import wariin.register.ServiceDescription.Component;
import wariin.tsl.SampleKeys;

class ApplicationFormTests {

    private static final String SERVICE = "7f1bb4a6-93b7-4a1c-9f75-5e4c1f6f6f10";

    private static MultiValueMap<String, String> typed() {
        var form = new LinkedMultiValueMap<String, String>();
        form.setAll(Map.of(
                "providerEn", "Hanko Trust K.K.",
                "providerJa", "判子トラスト株式会社",
                "number", "７００００１２０５０００２",
                "street", "1-1 Chiyoda",
                "locality", "Chiyoda-ku",
                "email", "info@example.com",
                "website", "https://example.com/",
                "target", "lra"));
        form.setAll(Map.of(
                "serviceEn", "Identity check",
                "summaryEn", "Checks who\r\npeople are.",
                "definition", "https://example.com/terms",
                "supplyPoints", "https://example.com/a\n\nhttps://example.com/b",
                "componentRole0", "ca",
                "componentService0", SERVICE,
                "componentRole1", "data-centre",
                "componentOutside1En", "Cloud One",
                "disqualification", "yes"));
        form.put("sector", List.of("finance", "no-such", "housing"));
        return form;
    }

    private static Application read(MultiValueMap<String, String> form) {
        return new ApplicationForm(form).read(List.of(), List.of(), false);
    }

    @Test
    void readsWhatWasTypedAndWritesItBack() {
        var application = read(typed());

        assertThat(application.provider().number()).hasToString("7000012050002");
        assertThat(application.provider().address().country()).isEqualTo("JP");
        assertThat(application.service().sectors()).containsExactly("finance", "housing");
        assertThat(application.service().supplyPoints()).hasSize(2);
        assertThat(application.service().components())
                .extracting(Component::role)
                .containsExactly("ca", "data-centre");
        assertThat(application.service().summary().ja()).isEqualTo("Checks who\npeople are.");
        assertThat(application.disqualification()).isTrue();

        var again = new LinkedMultiValueMap<String, String>();
        again.setAll(ApplicationForm.fields(application));
        again.put("sector", List.copyOf(application.service().sectors()));
        assertThat(read(again)).isEqualTo(application);
    }

    @ParameterizedTest
    @CsvSource({
        "providerEn,'',provider-name",
        "serviceEn,' ',service-name",
        "summaryEn,'',summary",
        "target,'NO SUCH',target",
        "number,123,number",
        "street,'',address",
        "country,Japan,country",
        "email,nobody,email",
        "website,javascript:alert(1),website",
        "definition,ftp://example.com,addresses",
        "supplyPoints,not an address,addresses",
        "componentRole0,'',component",
        "componentService0,not-an-id,component",
        "componentOutside0En,Both,component",
        "successor,nobody,successor",
        "costJa,日本語だけ,english"
    })
    void saysWhichFieldIsWrong(String field, String value, String fault) {
        var form = typed();
        form.set(field, value);

        assertThatThrownBy(() -> read(form))
                .isInstanceOfSatisfying(
                        ApplicationForm.Fault.class,
                        thrown -> assertThat(thrown.key()).isEqualTo(fault));
    }

    @Test
    void takesNoControlCharactersAndNoBooks() {
        var form = typed();
        form.set("serviceEn", "Identity\u0000 check");
        assertThat(read(form).service().name().en()).isEqualTo("Identity  check");

        form.set("summaryEn", "x".repeat(4001));
        assertThatThrownBy(() -> read(form)).hasMessage("long");
    }

    @Test
    void readsCertificatesInPemAndDerAndNothingElse() throws Exception {
        var pem = """
                -----BEGIN CERTIFICATE-----
                MIIBfzCCASWgAwIBAgIUQq1nX1d0b0m0
                -----END CERTIFICATE-----
                """;
        for (var wrong : List.of(pem, "no certificate", "-----BEGIN CERTIFICATE-----")) {
            var file = new MockMultipartFile("certificates", wrong.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> CertificateUploads.read(List.of(file))).hasMessage("certificate");
        }
        var certificate = SampleKeys.selfSigned(
                        "CN=Sample CA,O=Sample,C=JP",
                        SampleKeys.ec("secp256r1"),
                        SampleKeys.Use.AUTHORITY,
                        Instant.parse("2026-01-01T00:00:00Z"))
                .certificate()
                .getEncoded();
        var der = new MockMultipartFile("certificates", certificate);
        var encoded = java.util.Base64.getMimeEncoder().encodeToString(certificate);
        var text = "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
        var both = new MockMultipartFile("certificates", (text + text).getBytes(StandardCharsets.UTF_8));
        assertThat(CertificateUploads.read(List.of(der, both)))
                .hasSize(3)
                .allMatch(one -> java.util.Arrays.equals(one, certificate));
        assertThat(CertificateUploads.read(List.of(new MockMultipartFile("certificates", new byte[0]))))
                .isEmpty();
        assertThat(CertificateUploads.shown(List.of(certificate)).getFirst().sha256())
                .hasSize(64);
    }
}
