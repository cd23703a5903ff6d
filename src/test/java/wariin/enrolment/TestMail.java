package wariin.enrolment;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;

/// A mail server for SMTP and IMAP, and a domain whose key is in no domain name system.
public class TestMail implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String ADDRESS = "acme@ca.example";
    public static final String SENDER = "no-reply@sign.ca.example";
    public static final KeyPair DOMAIN_KEY = rsa();
    private static GreenMail server;

    public static synchronized GreenMail server() {
        if (server == null) {
            server = new GreenMail(new ServerSetup[] {
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
            server.start();
            server.setUser(ADDRESS, ADDRESS, "secret");
        }
        return server;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var values = new HashMap<String, Object>(Map.of(
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", server().getSmtp().getPort(),
                "wariin.mail.look-every", "1h",
                "wariin.enrolment.mailbox.address", ADDRESS,
                "wariin.enrolment.mailbox.host", "127.0.0.1",
                "wariin.enrolment.mailbox.port", server().getImap().getPort(),
                "wariin.enrolment.mailbox.user", ADDRESS,
                "wariin.enrolment.mailbox.password", "secret",
                "wariin.enrolment.mailbox.tls", "false",
                "wariin.enrolment.mailbox.every", "1s"));
        values.put("wariin.mail.from", SENDER);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-mail", values));
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The key of mail.example; other domains have none.
    @TestConfiguration
    static class DomainKey {
        @Bean
        PublicKeyRecordRetriever testDomainKeys() {
            return (_, selector, domain) -> domain.toString().equals("mail.example")
                            && selector.toString().equals("s1")
                    ? List.of("v=DKIM1; k=rsa; p="
                            + Base64.getEncoder()
                                    .encodeToString(DOMAIN_KEY.getPublic().getEncoded()))
                    : List.of();
        }
    }
}
