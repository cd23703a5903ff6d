package wariin.enrolment.acme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.enrolment.acme.AcmeProblem.Type;

/// Asks the hosts of challenges that clients have answered: claimed first, then asked outside of any transaction.
@Component
class HttpChallenges {

    private static final Logger log = LoggerFactory.getLogger(HttpChallenges.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int MOST_ATTEMPTS = 3;
    private static final int BATCH = 20;

    /// Names are looked up by this machine, unless a test says otherwise.
    @Configuration("acmeNameLookup")
    static class Lookup {
        @Bean
        @org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean
        NameLookup nameLookup() {
            return NameLookup.ofThisMachine();
        }
    }

    private final AuthorizationRegister register;
    private final AccountRegister accounts;
    private final AcmeAuthorizations authorizations;
    private final HttpProbe probe;
    private final Clock clock;

    HttpChallenges(
            AuthorizationRegister register,
            AccountRegister accounts,
            AcmeAuthorizations authorizations,
            HttpProbe probe,
            Clock clock) {
        this.register = register;
        this.accounts = accounts;
        this.authorizations = authorizations;
        this.probe = probe;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
    void askWhatIsDue() {
        for (var challenge : register.claim(clock.instant(), LEASE, BATCH)) {
            try {
                ask(challenge);
            } catch (RuntimeException broken) {
                log.atError()
                        .addKeyValue("challenge", challenge.id())
                        .setCause(broken)
                        .log("A challenge failed");
            }
        }
    }

    private void ask(Challenge challenge) {
        var authorization = register.authorization(challenge.authorization()).orElseThrow();
        var account = accounts.find(authorization.account()).orElseThrow();
        var host = authorization.identifier().value();
        switch (probe.ask(host, challenge.token())) {
            case HttpProbe.Found.Text(var body)
            when same(body, challenge.keyAuthorization(account.key())) ->
                authorizations.proven(account, challenge, Map.of("name", host, "method", "http-01"));
            case HttpProbe.Found.Text _ ->
                again(account, challenge, AcmeProblem.of(Type.incorrectResponse, "The host gave another answer"));
            case HttpProbe.Found.Nothing(var why) -> again(account, challenge, AcmeProblem.of(Type.connection, why));
        }
    }

    private void again(Account account, Challenge challenge, AcmeProblem problem) {
        if (challenge.attempts() < MOST_ATTEMPTS) {
            register.tryAgain(challenge.id(), clock.instant().plus(PAUSE));
        } else {
            authorizations.failed(account, challenge, problem);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
