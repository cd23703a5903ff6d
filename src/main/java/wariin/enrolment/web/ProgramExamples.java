package wariin.enrolment.web;

import java.util.List;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentKey;
import wariin.ra.StandingApproval;
import wariin.site.SiteSettings;

/// Commands with a key's values in them, to be copied as they are.
@Component
class ProgramExamples {

    /// @param title last part of a message key
    record Example(String title, String command) {}

    private final SiteSettings site;

    ProgramExamples(SiteSettings site) {
        this.site = site;
    }

    List<Example> of(EnrolmentKey key, String secret, StandingApproval rule) {
        var host = "device." + rule.domains().stream().sorted().findFirst().orElse("example.jp");
        return switch (key.protocol()) {
            case ACME -> acme(key, secret, rule, host);
            case EST -> List.of(request(host), new Example("est", """
                            curl --user '%s:%s' --data-binary @request.b64 \\
                              -H 'Content-Type: application/pkcs10' -H 'Content-Transfer-Encoding: base64' \\
                              %s/.well-known/est/simpleenroll | base64 -d | \\
                              openssl pkcs7 -inform DER -print_certs -out certificate.pem
                            """.formatted(key.id(), secret, site.baseUrl())));
            case CMP -> List.of(new Example("cmp", """
                    openssl ecparam -name prime256v1 -genkey -noout -out device.key
                    openssl cmp -cmd ir -server '%s/.well-known/cmp' -ref %s -secret pass:%s \\
                      -newkey device.key -subject '/CN=%s' -sans %s -certout certificate.pem
                    """.formatted(site.baseUrl(), key.id(), secret, host, host)));
            case REST -> rest(secret, rule, host);
        };
    }

    private List<Example> acme(EnrolmentKey key, String secret, StandingApproval rule, String host) {
        var directory = site.baseUrl() + "/acme/" + key.desk() + "/directory";
        if (rule.profile().startsWith("mail-")) {
            return List.of(new Example("acme-mail", """
                    directory  %s
                    key id     %s
                    HMAC key   %s
                    """.formatted(directory, key.id(), secret)));
        }
        return List.of(new Example("certbot", """
                        certbot certonly --standalone --non-interactive --agree-tos --register-unsafely-without-email \\
                          --server '%s' \\
                          --eab-kid %s --eab-hmac-key %s \\
                          -d %s
                        """.formatted(directory, key.id(), secret, host)));
    }

    private static Example request(String host) {
        return new Example("csr", """
                openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout device.key \\
                  -subj '/CN=%s' -addext 'subjectAltName=DNS:%s' -outform DER | base64 > request.b64
                """.formatted(host, host));
    }

    private List<Example> rest(String secret, StandingApproval rule, String host) {
        var registrant = rule.profile().startsWith("device/")
                ? "{\"dnsNames\": [\"" + host + "\"]}"
                : "{\"surname\": \"Yamada\", \"givenName\": \"Hanako\", \"email\": \"hanako@"
                        + rule.domains().stream().sorted().findFirst().orElse("example.jp") + "\"}";
        return List.of(new Example("csr-pem", """
                        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout device.key \\
                          -subj '/CN=%s' -out request.pem
                        """.formatted(host)), new Example("rest", """
                        jq -n --rawfile csr request.pem '{csr: $csr, registrant: %s}' | \\
                        curl --data-binary @- -H 'Content-Type: application/json' \\
                          -H 'Authorization: Bearer %s' -H "Idempotency-Key: $(openssl rand -hex 16)" \\
                          %s/api/v1/certificates
                        """.formatted(
                        registrant, secret, site.baseUrl())));
    }
}
