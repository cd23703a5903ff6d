package wariin.x509;

import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.jspecify.annotations.Nullable;

/// Writes QCStatements: what a qualified certificate is for, and where its terms are (EN 319 412-5, 4.2 and 4.3.4).
final class QualifiedStatements {
    static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    static final ASN1ObjectIdentifier DISCLOSURE = new ASN1ObjectIdentifier("0.4.0.1862.1.5");

    private QualifiedStatements() {}

    static DERSequence encoded(List<String> plain, List<String> types, @Nullable String disclosure) {
        var statements = new ASN1EncodableVector();
        var identifiers = new ASN1EncodableVector();
        for (var id : plain) statements.add(new DERSequence(new ASN1ObjectIdentifier(id)));
        for (var type : types) identifiers.add(new ASN1ObjectIdentifier(type));
        statements.add(statement(TYPE, new DERSequence(identifiers)));
        if (disclosure != null) {
            var place = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                new DERIA5String(disclosure), new DERPrintableString("en")
            });
            statements.add(statement(DISCLOSURE, new DERSequence(place)));
        }
        return new DERSequence(statements);
    }

    private static DERSequence statement(ASN1ObjectIdentifier id, DERSequence info) {
        var fields = new ASN1EncodableVector();
        fields.add(id);
        fields.add(info);
        return new DERSequence(fields);
    }
}
