package wariin.inspection;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import wariin.inspection.Look.Notes;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// Looks at one revocation list: signature, period and age (RFC 5280, 5.1; EN 319 411-1, 6.3.9).
final class RevocationListLook {

    private static final Duration SKEW = Duration.ofMinutes(5);
    /// Lists for subscribers come at least weekly; those of a root may be rare, and say so by their next update.
    private static final Duration OLDEST = Duration.ofDays(370);

    private RevocationListLook() {}

    static void look(
            Fetcher.Fetched.Got got, List<X509Certificate> atHand, Instant now, Map<String, Object> fact, Notes notes) {
        fact.put("sha256", got.sha256());
        fact.put("bytes", got.body().length);
        X509CRL list;
        try {
            list = Certificates.parseList(got.body());
        } catch (MalformedDer | ClassCastException _) {
            notes.fault("失効リストとして読めません。", "What is there is no revocation list.");
            return;
        }
        var thisUpdate = list.getThisUpdate().toInstant();
        fact.put("thisUpdate", thisUpdate.toString());
        fact.put("issuer", list.getIssuerX500Principal().getName());
        fact.put(
                "entries",
                list.getRevokedCertificates() == null
                        ? 0
                        : list.getRevokedCertificates().size());
        if (thisUpdate.isAfter(now.plus(SKEW))) {
            notes.fault("失効リストの発行時刻が未来です。", "The revocation list is dated in the future.");
        }
        if (list.getNextUpdate() == null) {
            notes.fault("失効リストに次回更新の時刻がありません。", "The revocation list does not say when the next one comes.");
        } else {
            var nextUpdate = list.getNextUpdate().toInstant();
            fact.put("nextUpdate", nextUpdate.toString());
            if (nextUpdate.isBefore(now)) {
                notes.fault("失効リストの期限が切れています。", "The revocation list is out of date.");
            }
            if (Duration.between(thisUpdate, nextUpdate).compareTo(OLDEST) > 0) {
                notes.fault("失効リストの有効期間が長すぎます。", "The revocation list is meant to last too long.");
            }
        }
        signature(list, atHand, fact, notes);
    }

    private static void signature(X509CRL list, List<X509Certificate> atHand, Map<String, Object> fact, Notes notes) {
        var named = atHand.stream()
                .filter(one -> one.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .toList();
        if (named.isEmpty()) {
            notes.doubt(
                    "失効リストの発行者の証明書が見つからず、署名を確かめられません。",
                    "The certificate of the list's issuer is not known, so its signature cannot be checked.");
            return;
        }
        var signed = named.stream().anyMatch(issuer -> signed(list, issuer));
        fact.put("signed", signed);
        if (!signed) notes.fault("失効リストの署名が正しくありません。", "The signature of the revocation list is wrong.");
    }

    private static boolean signed(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
