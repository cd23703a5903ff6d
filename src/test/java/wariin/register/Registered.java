package wariin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.company.CorporateNumber;
import wariin.identity.OrganisationId;
import wariin.register.ServiceDescription.BuyerFacts;
import wariin.site.Bilingual;

/// Entries for tests: providers, services and decided changes, as {@code assessment} would make them.
public final class Registered {

    private final ServiceRegister register;
    private final TransactionTemplate transaction;

    public Registered(ServiceRegister register, TransactionTemplate transaction) {
        this.register = register;
        this.transaction = transaction;
    }

    /// A decision that two people could have made.
    public static class Decided extends DecidedChange {
        private final @Nullable Instant effectiveAt;
        private final @Nullable Instant publishFrom;
        private final @Nullable ProviderId successor;

        public Decided(
                ServiceId service,
                Change change,
                @Nullable Instant effectiveAt,
                @Nullable Instant publishFrom,
                @Nullable ProviderId successor) {
            super(service, change, reason(change), UUID.randomUUID().toString(), "2026.1", "test");
            this.effectiveAt = effectiveAt;
            this.publishFrom = publishFrom;
            this.successor = successor;
        }

        public static Decided of(ServiceId service, Change change) {
            return new Decided(service, change, null, null, null);
        }

        @Override
        public @Nullable Instant effectiveAt() {
            return effectiveAt;
        }

        @Override
        public @Nullable Instant publishFrom() {
            return publishFrom;
        }

        @Override
        public @Nullable ProviderId successor() {
            return successor;
        }

        private static Reason reason(Change change) {
            return switch (change) {
                case REGISTRATION -> Reason.CRITERIA_MET;
                case RENEWAL -> Reason.RENEWED;
                case SUSPENSION -> Reason.INCIDENT;
                case REINSTATEMENT -> Reason.CAUSE_REMOVED;
                case WITHDRAWAL -> Reason.OWN_REQUEST;
                case TAKE_OVER -> Reason.TAKEN_OVER;
                case EXPIRY -> Reason.VALIDITY_ENDED;
            };
        }
    }

    public ProviderId provider(String ja, String en) {
        return register.provider(new OrganisationId(UUID.randomUUID()), description(ja, en, null), "test");
    }

    public static ProviderDescription description(String ja, String en, @Nullable CorporateNumber number) {
        return new ProviderDescription(
                Bilingual.of(ja, en),
                null,
                number,
                new PostalAddress("東京都港区六本木1-9-9", "1-9-9 Roppongi", "Minato-ku", "Tokyo", "106-0032", "JP"),
                "office@example.jp",
                "https://provider.example.jp/",
                true);
    }

    public static ServiceDescription service(String target, String ja, String en) {
        return service(target, ja, en, List.of());
    }

    public static ServiceDescription service(String target, String ja, String en, List<byte[]> certificates) {
        return new ServiceDescription(
                target,
                Bilingual.of(ja, en),
                Bilingual.of("契約書に署名するためのサービスです。", "A service for signing contracts."),
                Set.of("finance"),
                AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                certificates,
                List.of("https://service.example.jp/"),
                "https://service.example.jp/cps",
                List.of(),
                BuyerFacts.UNANSWERED);
    }

    public ServiceId service(ProviderId provider, ServiceDescription description) {
        return register.describe(provider, description, "test");
    }

    public ServiceId registered(ProviderId provider, ServiceDescription description) {
        var service = service(provider, description);
        record(Decided.of(service, Change.REGISTRATION));
        return service;
    }

    public StatusEvent record(DecidedChange decided) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> register.record(decided)));
    }

    public StatusEvent record(ServiceId service, Change change) {
        return record(Decided.of(service, change));
    }

    /// A self-signed certificate with a key of its own.
    public static byte[] certificate(String subject) {
        try {
            var key = Files.createTempFile("register", ".key");
            var out = Files.createTempFile("register", ".der");
            try {
                return made(key, out, subject);
            } finally {
                Files.delete(key);
                Files.delete(out);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] made(Path key, Path out, String subject) throws IOException {
        var openssl = new ProcessBuilder(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-outform",
                        "DER",
                        "-out",
                        out.toString(),
                        "-subj",
                        subject,
                        "-days",
                        "3650"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!openssl.waitFor(20, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
                throw new IOException("openssl made no certificate");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
        return Files.readAllBytes(out);
    }
}
