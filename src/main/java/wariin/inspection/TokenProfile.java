package wariin.inspection;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.x509.Certificates;

/// Asks a time-stamping authority for a token and checks it with an independent reader (RFC 3161; EN 319 422, 5.2).
@Component
class TokenProfile implements Check {

    private static final Duration LARGEST_ERROR = Duration.ofSeconds(5);
    private static final List<String> TYPES = List.of("application/timestamp-reply");

    private final Fetcher fetcher;
    private final Clock clock;
    private final SecureRandom random;

    TokenProfile(Fetcher fetcher, Clock clock, SecureRandom random) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String name() {
        return "independent-ades-validation";
    }

    @Override
    public boolean fits(Inspected service) {
        return service.target().equals("tsa");
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        for (var address : service.service().supplyPoints()) {
            var path = address.toLowerCase(Locale.ROOT);
            if (path.matches(".*\\.(crl|cer|crt|der|pem)$") || path.contains("ocsp")) continue;
            ask(address, service.certificates(), notes);
        }
        if (notes.nothingSeen()) {
            notes.doubt("タイムスタンプを要求するアドレスが登録されていません。", "No address for time-stamp requests is named.");
        }
        return notes.look(
                "要求に対するトークンは形式に適合し、登録された鍵で署名されています。",
                "The token for our request follows the profile and is signed by a registered key.");
    }

    private void ask(String address, List<X509Certificate> units, Notes notes) {
        var fact = notes.fact("authority", address);
        try {
            var imprint = new byte[32];
            random.nextBytes(imprint);
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            var request = generator.generate(TSPAlgorithms.SHA256, imprint, new BigInteger(64, random));
            switch (fetcher.post(address, "application/timestamp-query", request.getEncoded())) {
                case Fetcher.Fetched.Failed(var reason) -> notes.fault(reason);
                case Fetcher.Fetched.Got got -> {
                    fact.put("sha256", got.sha256());
                    fact.put("type", got.type());
                    if (TYPES.stream().noneMatch(got.type()::startsWith)) {
                        notes.fault("応答の種類がRFC 3161のものではありません。", "The type of the answer is not that of RFC 3161.");
                    }
                    var response = new TimeStampResponse(got.body());
                    response.validate(request); // status, imprint, nonce, certificate identifier
                    if (response.getTimeStampToken() == null) {
                        notes.fault("トークンが発行されませんでした。", "No token was issued.");
                    } else {
                        token(response.getTimeStampToken(), units, fact, notes);
                    }
                }
            }
        } catch (TSPException | IOException | CertificateException | OperatorCreationException broken) {
            fact.put("fault", String.valueOf(broken.getMessage()));
            notes.fault("応答がRFC 3161に適合しません。", "The answer does not follow RFC 3161.");
        }
    }

    private void token(TimeStampToken token, List<X509Certificate> units, Map<String, Object> fact, Notes notes)
            throws IOException, CertificateException, OperatorCreationException, TSPException {
        var info = token.getTimeStampInfo();
        fact.put("time", info.getGenTime().toInstant().toString());
        fact.put("serial", info.getSerialNumber().toString(16));
        fact.put("policy", info.getPolicy().getId());
        var error =
                Duration.between(info.getGenTime().toInstant(), clock.instant()).abs();
        fact.put("errorMillis", error.toMillis());
        if (error.compareTo(LARGEST_ERROR) > 0) {
            notes.fault("トークンの時刻が5秒以上ずれています。", "The time in the token is off by more than five seconds.");
        }
        if (info.getAccuracy() == null) notes.fault("トークンに精度の記載がありません。", "The token does not state its accuracy.");
        if (info.isOrdered()) notes.fault("順序の保証は示せません。", "The token claims an order.");
        var extensions = info.toTSTInfo().getExtensions();
        if (extensions != null && extensions.getCriticalExtensionOIDs().length > 0) {
            notes.fault("トークンに重要(critical)な拡張があります。", "The token has a critical extension.");
        }
        var signed = token.getSignedAttributes();
        if (signed.get(PKCSObjectIdentifiers.id_aa_signingCertificate) == null
                && signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2) == null) {
            notes.fault("トークンが証明書を特定していません。", "The token does not identify its certificate.");
        }
        signature(token, units, fact, notes);
    }

    private static void signature(
            TimeStampToken token, List<X509Certificate> units, Map<String, Object> fact, Notes notes)
            throws IOException, CertificateException, OperatorCreationException {
        for (var unit : units) {
            var holder = new X509CertificateHolder(Certificates.encoded(unit));
            if (!token.getSID().match(holder)) continue;
            fact.put("unit", unit.getSubjectX500Principal().getName());
            try {
                token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
            } catch (TSPException wrong) {
                fact.put("fault", String.valueOf(wrong.getMessage()));
                notes.fault("トークンの署名が正しくありません。", "The signature of the token is wrong.");
            }
            return;
        }
        notes.fault("トークンが登録されていない鍵で署名されています。", "The token is signed by a key that is not registered.");
    }
}
