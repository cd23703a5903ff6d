package wariin.enrolment.web;

import java.util.List;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentKey;
import wariin.ra.approval.StandingApproval;
import wariin.site.SiteSettings;

/// Commands with a key's values in them, to be copied as they are. A test runs them.
@Component
class ProgramExamples {

    /// @param title last part of a message key
    record Example(String title, String command) {}

    private final SiteSettings site;

    ProgramExamples(SiteSettings site) {
        this.site = site;
    }

    List<Example> of(EnrolmentKey key, String secret, StandingApproval rule) {
        var holder = ExampleHolder.of(rule);
        return switch (key.protocol()) {
            case ACME -> List.of(acme(key, secret, rule, holder));
            case EST -> List.of(request(holder), new Example("est", """
                            curl -fsS --user '%s:%s' --data-binary @request.b64 \\
                              -H 'Content-Type: application/pkcs10' -H 'Content-Transfer-Encoding: base64' \\
                              %s/.well-known/est/simpleenroll | base64 -d | \\
                              openssl pkcs7 -inform DER -print_certs -out certificate.pem
                            """.formatted(key.id(), secret, site.baseUrl())));
            case CMP -> List.of(cmp(key, secret, holder));
            case REST -> rest(secret, holder);
        };
    }

    private Example acme(EnrolmentKey key, String secret, StandingApproval rule, ExampleHolder holder) {
        var directory = site.baseUrl() + "/acme/" + key.desk() + "/directory";
        if (rule.profile().startsWith("mail-")) {
            return new Example("acme-mail", """
                    directory  %s
                    key id     %s
                    HMAC key   %s
                    """.formatted(directory, key.id(), secret));
        }
        return new Example("certbot", """
                        certbot certonly --standalone --non-interactive --agree-tos --register-unsafely-without-email \\
                          --server '%s' \\
                          --eab-kid %s --eab-hmac-key %s \\
                          -d %s
                        """.formatted(directory, key.id(), secret, holder.host()));
    }

    private static Example request(ExampleHolder holder) {
        return new Example("csr", """
                openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout device.key \\
                  -subj '%s'%s -outform DER | base64 > request.b64
                """.formatted(holder.subject(), holder.extension()));
    }

    /// The command writes mail addresses into no alternative name, but takes over those of a request.
    private Example cmp(EnrolmentKey key, String secret, ExampleHolder holder) {
        var server = "-server '%s/.well-known/cmp' -ref %s -secret pass:%s".formatted(site.baseUrl(), key.id(), secret);
        if (!holder.host().isEmpty()) {
            return new Example("cmp", """
                    openssl ecparam -name prime256v1 -genkey -noout -out device.key
                    openssl cmp -cmd ir %s \\
                      -newkey device.key -subject '%s' -sans %s -certout certificate.pem
                    """.formatted(server, holder.subject(), holder.host()));
        }
        return new Example("cmp", """
                openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout device.key \\
                  -subj '%s'%s -out request.pem
                openssl cmp -cmd ir %s \\
                  -csr request.pem -newkey device.key -certout certificate.pem
                """.formatted(holder.subject(), holder.extension(), server));
    }

    private List<Example> rest(String secret, ExampleHolder holder) {
        return List.of(new Example("csr-pem", """
                        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout device.key \\
                          -subj '%s' -out request.pem
                        """.formatted(holder.subject())), new Example("rest", """
                        jq -n --rawfile csr request.pem '{csr: $csr, registrant: %s}' | \\
                        curl -fsS --data-binary @- -H 'Content-Type: application/json' \\
                          -H 'Authorization: Bearer %s' -H "Idempotency-Key: $(openssl rand -hex 16)" \\
                          %s/api/v1/certificates > made.json
                        jq -r .certificate made.json > certificate.pem
                        """.formatted(
                        holder.registrant(), secret, site.baseUrl())));
    }
}
