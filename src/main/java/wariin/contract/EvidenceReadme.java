package wariin.contract;

/// How to check an evidence archive with public tools.
final class EvidenceReadme {

    static final String TEXT = """
            この ZIP ファイルは、締結された契約書とその証拠一式です。どの発行元のソフトも使わずに検証できます。
            This archive holds a concluded contract and all its evidence. It can be checked without our software.

            contract.pdf               the contract with every party's signature (PAdES B-LTA) / 契約書
            validation-report.xml      validation report (ETSI TS 119 102-2), made when this archive was made
            index.json, index.csv      date, amount and counterparties, for your own search / 検索用の項目
            entries.json               log entries of the contract, each with its inclusion proof / 記録と包含証明
            checkpoint.txt             the log's signed state (C2SP tlog-checkpoint); log-key.txt is the log's public key
            root.pem                   the platform's roots, former ones too: get them from a source you trust, and compare
            anchors.pem                all that the platform trusted when it made validation-report.xml / 信頼の起点
            signature-N/               one folder for each signature, in the order of signing:
              activation.json            who, when, and how the signing key was activated
              activation-data.bin        what the signer's passkey was asked to confirm
              client-data.json, authenticator-data.bin, assertion.sig, passkey.pem   the passkey's answer
              signature-value.bin        the signature; timestamp.der is the time-stamp over it
              document-timestamp.der     the time-stamp over the whole document (last signature only)
              certificate-*.pem, ocsp-*.der, crl-*.pem   certificates and their status at that time

            1. The PDF / 契約書の検証
               pdfsig contract.pdf
               qpdf --check contract.pdf
               Any validator for PAdES can be used; trust root.pem.

            2. The time-stamp of signature N / タイムスタンプ
               cat signature-N/certificate-*.pem > chain.pem
               openssl ts -verify -in signature-N/timestamp.der -token_in \\
                   -data signature-N/signature-value.bin -CAfile root.pem -untrusted chain.pem

            3. The passkey's answer / パスキーの回答
               The challenge in client-data.json is the SHA-256 of activation-data.bin in base64url:
               openssl dgst -sha256 -binary signature-N/activation-data.bin | basenc --base64url | tr -d =
               openssl dgst -sha256 -binary signature-N/client-data.json > client.hash
               cat signature-N/authenticator-data.bin client.hash > signed.bin
               openssl dgst -sha256 -verify signature-N/passkey.pem -signature signature-N/assertion.sig signed.bin
               activation-data.bin is the text "Wariin activation data 1", then credential id, hash to be signed,
               contract id and nonce, each after its length in four octets. The hash to be signed is that of the
               signed attributes of signature N (openssl cms -cmsout -print).

            4. Certificates and status / 電子証明書と失効情報
               openssl verify -CAfile root.pem -untrusted chain.pem signature-N/certificate-1.pem
               openssl ocsp -respin signature-N/ocsp-1.der -resp_text -noverify
               openssl crl -in signature-N/crl-1.pem -text -noout

            5. The log / 記録
               The hash of an entry is SHA-256 over the octet 00 and the text "leaf". Going up the path, the hash of two
               neighbours is SHA-256 over the octet 01, the left and the right one (RFC 9162, 2.1.3). The last hash is the
               one in the checkpoint, in base64 on its third line.
               printf '\\000%s' "$LEAF" | sha256sum
               Facts are personal, so the leaf holds only commitments to them; entries.json shows the facts themselves.
            """;

    private EvidenceReadme() {}
}
