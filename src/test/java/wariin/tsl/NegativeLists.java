package wariin.tsl;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.SampleKeys.Use;

/// Lists that nobody may accept. Each is sound but for one thing; where the signature is not that thing, it is good.
public final class NegativeLists {

    /// Who can see it: whoever checks signatures, whoever checks the schema, or only who knows the rules of lists.
    public enum Seen {
        BY_SIGNATURE,
        BY_SCHEMA,
        BY_RULES
    }

    /// A list, the signers that the relying party knows, its time, the last sequence it saw, and what is wrong.
    public record Negative(
            String name,
            byte[] xml,
            List<X509Certificate> signers,
            Instant now,
            long lastSequence,
            Code fault,
            Seen seen) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String EXTENSION =
            "<SchemeExtensions><Extension Critical=\"%s\">%s</Extension></SchemeExtensions></SchemeInformation>";
    private static final String END_OF_HEAD = "</SchemeInformation>";

    private final SampleLists samples;
    private final String sound;
    private final List<Negative> all = new ArrayList<>();

    private NegativeLists(SampleLists samples) {
        this.samples = samples;
        this.sound = text(samples.signed(samples.small()).xml());
    }

    public static List<Negative> all(SampleLists samples) {
        var negatives = new NegativeLists(samples);
        negatives.signatures();
        negatives.forms();
        negatives.documents();
        negatives.times();
        negatives.contents();
        negatives.signers();
        return negatives.all;
    }

    private void signatures() {
        add("tampered", sound.replace("Sample Provider", "Simple Provider"), Code.SIGNATURE_BROKEN, Seen.BY_SIGNATURE);
        var time = sound.replace("<xades:SigningTime>20", "<xades:SigningTime>19");
        add("tampered signing time", time, Code.SIGNATURE_BROKEN, Seen.BY_SIGNATURE);
        var unsigned = sound.substring(0, sound.indexOf("<ds:Signature ")) + ListBody.END;
        add("unsigned", unsigned, Code.NO_SIGNATURE, Seen.BY_SIGNATURE);
        add("wrong signer", text(sign(samples.small(), samples.stranger)), Code.SIGNER_UNKNOWN, Seen.BY_SIGNATURE);
        var stolen = between(sign(samples.small(), samples.signer), "ds:X509Certificate");
        var strange = text(sign(samples.small(), samples.stranger));
        var dressed = strange.replace(between(bytes(strange), "ds:X509Certificate"), stolen);
        add("another's certificate", dressed, Code.SIGNATURE_FORM, Seen.BY_SIGNATURE);
        var posing = dressed.replace(info(strange), info(sound)).replace(properties(strange), properties(sound));
        add("another's key", posing, Code.SIGNATURE_BROKEN, Seen.BY_SIGNATURE);
        var element = sound.substring(sound.indexOf("<ds:Signature "), sound.indexOf(ListBody.END));
        var twice = sound.replace(element, element + element);
        add("second signature", twice, Code.SEVERAL_SIGNATURES, Seen.BY_SCHEMA);
    }

    /// Signed by the right key, but in a form in which less than the whole list, or too little, is signed.
    private void forms() {
        var body = body(samples.small());
        var wrapped = body.replace(END_OF_HEAD, EXTENSION.formatted("false", sound));
        add("wrapped whole", wrapped + ListBody.END, Code.SEVERAL_SIGNATURES, Seen.BY_SIGNATURE);
        var moved = sound.replace(
                        "<ds:Object>",
                        "<ds:Object>" + sound.replaceAll("<ds:Signature.*</ds:Signature>", "")
                                + "</ds:Object><ds:Object>")
                .replaceFirst("Sample Provider", "Simple Provider");
        add("wrapped inside the signature", moved, Code.SIGNATURE_BROKEN, Seen.BY_SIGNATURE);
        resigned("reference by name", info -> info.replace("URI=\"\"", "URI=\"#trusted-list\""));
        resigned("only the properties", info -> info.replaceFirst("<ds:Reference Id=.*?</ds:Reference>", ""));
        resigned("not the properties", info -> info.replaceFirst("<ds:Reference Type=.*?</ds:Reference>", ""));
        resigned(
                "part by XPath",
                info -> info.replace(
                        "<ds:Transform Algorithm=\"" + Names.ENVELOPED + "\"></ds:Transform>",
                        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
                                + "<ds:XPath>self::nothing</ds:XPath></ds:Transform>"));
        var weak = resign(info -> info.replaceFirst(Names.SHA256, "http://www.w3.org/2000/09/xmldsig#sha1"));
        add("weak digest", weak, Code.SIGNATURE_ALGORITHM, Seen.BY_SIGNATURE);
    }

    private void documents() {
        add("document type", "<!DOCTYPE " + Names.ROOT + ">" + sound, Code.FORBIDDEN_XML, Seen.BY_RULES);
        var bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"lol\">");
        for (var n = 1; n < 20; n++) {
            bomb.append(
                    "<!ENTITY a%d \"%s\">".formatted(n, "&a%d;".formatted(n - 1).repeat(10)));
        }
        var bombed = bomb + "]>" + sound.replaceFirst("Sample Provider", "&a19;");
        add("entity bomb", bombed, Code.FORBIDDEN_XML, Seen.BY_SIGNATURE);
        var outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        var fetching = outside + sound.replaceFirst("Sample Provider", "&e;");
        add("external entity", fetching, Code.FORBIDDEN_XML, Seen.BY_SIGNATURE);
        add("cut off", sound.substring(0, sound.length() - 1), Code.NOT_XML, Seen.BY_SIGNATURE);
        var deep = EXTENSION.formatted("false", "<a xmlns=\"urn:a\">".repeat(500) + "</a>".repeat(500));
        var nested = signedText(body(samples.small()).replace(END_OF_HEAD, deep));
        add("too deep", nested, Code.FORBIDDEN_XML, Seen.BY_RULES);
        add("other XML", "<?xml version=\"1.1\"?>" + sound, Code.FORBIDDEN_XML, Seen.BY_RULES);
    }

    private void times() {
        var issued = samples.issued.minus(Duration.ofDays(60));
        var old = new TrustedList(SampleLists.scheme(), 7, issued, issued.plus(Duration.ofDays(30)), List.of());
        add("expired", text(sign(old, samples.signer)), Code.LIST_EXPIRED, Seen.BY_RULES);
        var signers = List.of(samples.signer.certificate());
        var xml = bytes(sound);
        all.add(new Negative("replayed", xml, signers, samples.issued, 8, Code.SEQUENCE, Seen.BY_RULES));
        var early = samples.issued.minusSeconds(1);
        all.add(new Negative("of the future", xml, signers, early, 0, Code.ISSUED_IN_FUTURE, Seen.BY_RULES));
        var far = new TrustedList(
                SampleLists.scheme(), 7, samples.issued, samples.issued.plus(Duration.ofDays(200)), List.of());
        add("next update too late", text(sign(far, samples.signer)), Code.NEXT_UPDATE, Seen.BY_RULES);
        var small = samples.small();
        var closed = new TrustedList(small.scheme(), 7, small.issued(), null, small.providers());
        add("closed too early", text(sign(closed, samples.signer)), Code.NOT_CLOSED, Seen.BY_RULES);
    }

    private void contents() {
        var body = body(samples.small());
        var noLanguage = body.replaceFirst("<Name xml:lang=\"ja\">", "<Name>");
        add("missing language", signedText(noLanguage), Code.LANGUAGE, Seen.BY_SCHEMA);
        var noEnglish = body.replaceFirst("<TSPName><Name xml:lang=\"en\">.*?</Name>", "<TSPName>");
        add("missing English", signedText(noEnglish), Code.NO_ENGLISH, Seen.BY_RULES);
        var disordered = body.replaceFirst("(<TSLVersionIdentifier>.*?>)(<TSLSequenceNumber>.*?</.*?>)", "$2$1");
        add("wrong order", signedText(disordered), Code.NOT_A_LIST, Seen.BY_SCHEMA);
        var version = body.replace("<TSLVersionIdentifier>6<", "<TSLVersionIdentifier>5<");
        add("older version", signedText(version), Code.VERSION, Seen.BY_RULES);
        var critical = EXTENSION.formatted("true", "<x xmlns=\"urn:unknown\"></x>");
        var unknown = signedText(body.replace(END_OF_HEAD, critical));
        add("unknown critical extension", unknown, Code.CRITICAL_EXTENSION, Seen.BY_RULES);
        var tag = body.replace(Names.TAG, "http://uri.etsi.org/02231/TSLTag");
        add("older tag", signedText(tag), Code.TAG, Seen.BY_RULES);
        var two = body.replaceFirst(
                "(<Extension Critical=\"false\"><AdditionalServiceInformation><URI xml:lang=\"en\">)"
                        + FineStatus.REGISTERED.uri() + "(.*?</Extension>)",
                "$0$1" + FineStatus.SUSPENDED.uri() + "$2");
        add("two fine statuses", signedText(two), Code.STATUS, Seen.BY_RULES);
        var first = samples.small().providers().getFirst();
        var again = SampleLists.provider("Somebody else", first.services());
        var duplicate = samples.list(7, List.of(first, again));
        add("duplicate key", text(sign(duplicate, samples.signer)), Code.DUPLICATE_KEY, Seen.BY_RULES);
    }

    private void signers() {
        var name = "CN=Sample,O=Sample Scheme Operator,C=JP";
        var wrongUse = SampleKeys.selfSigned(name, SampleKeys.ec("secp256r1"), Use.PERSON, samples.issued);
        var elsewhere = SampleKeys.selfSigned(
                name.replace("JP", "FR"), SampleKeys.ec("secp256r1"), Use.LIST_SIGNER, samples.issued);
        var old = samples.issued.minus(Duration.ofDays(4000));
        var outdated = SampleKeys.selfSigned(name, SampleKeys.ec("secp256r1"), Use.LIST_SIGNER, old);
        for (var signer : List.of(wrongUse, elsewhere, outdated)) {
            var code = signer == outdated ? Code.SIGNER_EXPIRED : Code.SIGNER_CERTIFICATE;
            var called = "signer " + (signer == outdated ? "outdated" : signer == elsewhere ? "elsewhere" : "unfit");
            var known = List.of(signer.certificate());
            var xml = sign(samples.small(), signer);
            all.add(new Negative(called, xml, known, samples.issued, 0, code, Seen.BY_RULES));
        }
    }

    private void resigned(String name, UnaryOperator<String> change) {
        add(name, resign(change), Code.SIGNATURE_FORM, Seen.BY_RULES);
    }

    /// The list with what is signed changed, and signed so by its signer.
    private String resign(UnaryOperator<String> change) {
        var info = change.apply(info(sound));
        var value = Base64.getEncoder().encodeToString(ListSignatureWriter.value(bytes(info), samples.signer));
        return sound.replace(info(sound), info)
                .replaceFirst(
                        "<ds:SignatureValue>.*</ds:SignatureValue>",
                        "<ds:SignatureValue>" + value + "</ds:SignatureValue>");
    }

    private void add(String name, String xml, Code fault, Seen seen) {
        var signers = List.of(samples.signer.certificate());
        all.add(new Negative(name, bytes(xml), signers, samples.issued, 0, fault, seen));
    }

    /// Signs whatever it is, without asking the rules.
    private byte[] sign(TrustedList list, ListSigner signer) {
        return bytes(signed(body(list), signer));
    }

    private String signedText(String body) {
        return signed(body, samples.signer);
    }

    private String signed(String body, ListSigner signer) {
        var digest = ListSignatureWriter.sha256().digest(bytes(body + ListBody.END));
        return body + ListSignatureWriter.sign(digest, signer, samples.issued) + ListBody.END;
    }

    private static String body(TrustedList list) {
        return ListBody.of(list).toString();
    }

    private static String info(String xml) {
        return xml.substring(xml.indexOf("<ds:SignedInfo"), xml.indexOf("<ds:SignatureValue>"));
    }

    private static String properties(String xml) {
        return xml.substring(xml.indexOf("<xades:SignedProperties"), xml.indexOf("</xades:QualifyingProperties>"));
    }

    private static String between(byte[] xml, String element) {
        var text = text(xml);
        var from = text.indexOf("<" + element + ">") + element.length() + 2;
        return text.substring(from, text.indexOf("</" + element + ">"));
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
