package wariin.procurement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import wariin.site.Bilingual;
import wariin.tsl.ListVerdict;

/// Files of trusted lists: their fingerprint, and in words what is wrong with them.
final class ListFiles {

    private ListFiles() {}

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// What the buyer or operator can do something about has words of its own; the rest is a broken list.
    static Bilingual words(ListVerdict.Fault fault) {
        var ja = switch (fault.code()) {
            case SEQUENCE -> "前に取り込んだものより新しい番号のリストではありません。";
            case ISSUED_BEFORE_LAST -> "前に取り込んだリストより後に発行されたものではありません。";
            case LIST_EXPIRED -> "リストの次回更新日を過ぎています。新しいリストを入手してください。";
            case ISSUED_IN_FUTURE -> "リストの発行日時が未来です。";
            case NOT_XML, FORBIDDEN_XML, NOT_A_LIST, TAG, VERSION -> "トラステッドリスト(ETSI TS 119 612)のファイルではありません。";
            case NO_SIGNATURE, SEVERAL_SIGNATURES, SIGNATURE_FORM, SIGNATURE_ALGORITHM -> "リストの署名が正しい形ではありません。";
            case SIGNATURE_BROKEN -> "リストの内容と署名が合いません。改ざんされた可能性があります。";
            case SIGNER_UNKNOWN -> "リストの署名者が、指定された証明書の持ち主ではありません。";
            case SIGNER_CERTIFICATE, SIGNER_EXPIRED -> "リストの署名者の証明書が使えません。";
            case CRITICAL_EXTENSION -> "リストに、理解できない重要な拡張が含まれています。";
            default -> "リストの内容に誤りがあります。";
        };
        return Bilingual.of(ja, fault.sentence());
    }
}
