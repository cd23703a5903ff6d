package wariin.tsl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;
import wariin.x509.Certificates;

/// Judges the one signature of a list: its place, its form, its algorithms, who made it, and whether it fits
/// (TS 119 612, 5.7; EN 319 132-1, 6). Nothing that the signature names is fetched; no key of its own is believed.
final class SignatureJudge {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final Set<String> ALGORITHMS = Set.of(
            MORE + "ecdsa-sha256",
            MORE + "ecdsa-sha384",
            MORE + "ecdsa-sha512",
            MORE + "rsa-sha256",
            MORE + "rsa-sha384",
            MORE + "rsa-sha512",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
            "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1");
    private static final Map<String, String> DIGESTS = Map.of(
            Names.SHA256, "SHA-256", MORE + "sha384", "SHA-384", "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

    /// The older form mostly comes with SHA-1. It decides nothing: the certificate is one that we know, byte for byte.
    private static final Map<String, String> OLDER_DIGESTS = Map.of(
            Names.DS + "sha1",
            "SHA-1",
            Names.SHA256,
            "SHA-256",
            MORE + "sha384",
            "SHA-384",
            "http://www.w3.org/2001/04/xmlenc#sha512",
            "SHA-512");

    private final Document document;
    private final boolean foreign;
    private final List<X509Certificate> signers;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable X509Certificate signer;

    SignatureJudge(Document document, List<X509Certificate> signers, boolean foreign) {
        this.document = document;
        this.signers = signers;
        this.foreign = foreign;
    }

    List<Fault> faults() {
        return faults;
    }

    /// Who signed, if it is one of those who may.
    Optional<X509Certificate> signer() {
        return Optional.ofNullable(signer);
    }

    void judge() {
        var element = theSignature();
        if (element == null) return;
        signer = signer(element);
        if (signer == null) {
            fault(Code.SIGNER_UNKNOWN, "");
            return;
        }
        var properties = signedProperties(element);
        if (properties == null) {
            fault(Code.SIGNATURE_FORM, "SignedProperties");
            return;
        }
        algorithms(element);
        if (faults.isEmpty()) validate(element, properties, signer);
    }

    /// Before anything computes with them.
    private void algorithms(Element signature) {
        var fit = true;
        for (var info : Dom.children(signature, Names.DS, "SignedInfo")) {
            for (var method : Dom.children(info, Names.DS, "SignatureMethod")) {
                fit &= ALGORITHMS.contains(method.getAttribute("Algorithm"));
            }
            for (var reference : Dom.children(info, Names.DS, "Reference")) {
                for (var method : Dom.children(reference, Names.DS, "DigestMethod")) {
                    fit &= DIGESTS.containsKey(method.getAttribute("Algorithm"));
                }
            }
        }
        if (!fit) fault(Code.SIGNATURE_ALGORITHM, "");
    }

    private void validate(Element element, Element properties, X509Certificate certificate) {
        var context = new DOMValidateContext(KeySelector.singletonKeySelector(certificate.getPublicKey()), element);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setIdAttributeNS(properties, null, "Id");
        var root = document.getDocumentElement();
        if (foreign && root.hasAttribute("Id")) context.setIdAttributeNS(root, null, "Id");
        try {
            var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            form(signature, element, properties);
            if (faults.isEmpty() && !signature.validate(context)) fault(Code.SIGNATURE_BROKEN, "");
        } catch (MarshalException refused) {
            fault(Code.SIGNATURE_FORM, "");
        } catch (XMLSignatureException broken) {
            fault(Code.SIGNATURE_BROKEN, "");
        }
    }

    /// The one signature: a child of the root, and the last.
    private @Nullable Element theSignature() {
        var found = document.getElementsByTagNameNS(Names.DS, "Signature");
        if (found.item(0) == null) {
            fault(Code.NO_SIGNATURE, "");
            return null;
        }
        var element = (Element) found.item(0);
        var root = document.getDocumentElement();
        var last = Dom.children(root).getLast();
        if (found.item(1) != null || element.getParentNode() != root || last != element) {
            fault(Code.SEVERAL_SIGNATURES, "");
            return null;
        }
        return element;
    }

    /// The certificate in the signature, if it is that of a signer we know; in our own lists nothing else is there.
    private @Nullable X509Certificate signer(Element signature) {
        var certificates = new ArrayList<String>();
        for (var info : Dom.children(signature, Names.DS, "KeyInfo")) {
            for (var data : Dom.children(info, Names.DS, "X509Data")) {
                for (var certificate : Dom.children(data, Names.DS, "X509Certificate")) {
                    certificates.add(certificate.getTextContent().replaceAll("\\s", ""));
                }
            }
        }
        if (!foreign && certificates.size() != 1) fault(Code.SIGNATURE_FORM, "KeyInfo");
        for (var known : signers) {
            if (certificates.contains(Base64.getEncoder().encodeToString(Certificates.encoded(known)))) return known;
        }
        return null;
    }

    private static @Nullable Element signedProperties(Element signature) {
        var found = new ArrayList<Element>();
        for (var object : Dom.children(signature, Names.DS, "Object")) {
            for (var qualifying : Dom.children(object, Names.XADES, "QualifyingProperties")) {
                var id = signature.getAttribute("Id");
                if (id.isEmpty() || !qualifying.getAttribute("Target").equals("#" + id)) return null;
                found.addAll(Dom.children(qualifying, Names.XADES, "SignedProperties"));
            }
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    private void form(XMLSignature signature, Element element, Element properties) {
        var info = signature.getSignedInfo();
        require(plain(info.getCanonicalizationMethod()), "CanonicalizationMethod");
        var content = 0;
        var named = 0;
        for (Reference reference : info.getReferences()) {
            if (namesWhole(reference.getURI())) {
                content++;
                wholeList(reference, properties);
            } else if (Names.SIGNED_PROPERTIES.equals(reference.getType())) {
                named++;
                require(isOver(reference, properties), "Reference to SignedProperties");
            } else {
                require(
                        foreign
                                && reference.getURI() != null
                                && reference.getURI().startsWith("#"),
                        "Reference");
            }
        }
        require(content == 1 && named == 1, "References");
        require(foreign || onlySpelling(signature, element), "SignatureValue");
        var binding =
                properties.getElementsByTagNameNS(Names.XADES, "SigningTime").getLength() == 1
                        && signer != null
                        && namesSigner(properties, signer);
        require(binding, "SigningCertificateV2");
    }

    /// Base64 has spellings that decode alike; ours has one, so that no changed byte of a signature goes unseen.
    private static boolean onlySpelling(XMLSignature signature, Element element) {
        var values = Dom.children(element, Names.DS, "SignatureValue");
        var value =
                Base64.getEncoder().encodeToString(signature.getSignatureValue().getValue());
        return values.size() == 1 && values.getFirst().getTextContent().equals(value);
    }

    /// Lists of others may name their root by its identifier, if nothing else has the same.
    private boolean namesWhole(@Nullable String uri) {
        if ("".equals(uri)) return true;
        var id = document.getDocumentElement().getAttribute("Id");
        return foreign && !id.isEmpty() && ("#" + id).equals(uri) && Dom.withId(document, id) == 1;
    }

    private void wholeList(Reference reference, Element properties) {
        var transforms = reference.getTransforms();
        require(
                transforms.size() == 2
                        && transforms.getFirst().getAlgorithm().equals(Names.ENVELOPED)
                        && plain(transforms.getLast()),
                "Transforms");
        if (foreign) return;
        var formats = properties.getElementsByTagNameNS(Names.XADES, "DataObjectFormat");
        var named = formats.getLength() == 1
                && reference.getId() != null
                && ((Element) formats.item(0)).getAttribute("ObjectReference").equals("#" + reference.getId());
        require(named, "DataObjectFormat");
    }

    private boolean isOver(Reference reference, Element properties) {
        var id = properties.getAttribute("Id");
        var transforms = reference.getTransforms();
        var canonical = transforms.size() == 1 && plain(transforms.getFirst()) || foreign && transforms.isEmpty();
        return !id.isEmpty() && ("#" + id).equals(reference.getURI()) && canonical && Dom.withId(document, id) == 1;
    }

    private boolean plain(Transform transform) {
        return transform.getAlgorithm().equals(Names.EXCLUSIVE) && (foreign || transform.getParameterSpec() == null);
    }

    /// The signed properties must name the very certificate that we checked with; lists of version 5 do it in an
    /// older form.
    private boolean namesSigner(Element properties, X509Certificate certificate) {
        var names = foreign ? List.of("SigningCertificateV2", "SigningCertificate") : List.of("SigningCertificateV2");
        for (var name : names) {
            var found = properties.getElementsByTagNameNS(Names.XADES, name);
            if (found.getLength() != 1) continue;
            var digests = ((Element) found.item(0)).getElementsByTagNameNS(Names.XADES, "CertDigest");
            if (digests.getLength() == 0) return false;
            var digest = Dom.children((Element) digests.item(0));
            return digest.size() == 2 && isDigestOf(digest, name.endsWith("V2") ? DIGESTS : OLDER_DIGESTS, certificate);
        }
        return false;
    }

    private static boolean isDigestOf(List<Element> digest, Map<String, String> known, X509Certificate certificate) {
        var algorithm = known.get(digest.getFirst().getAttribute("Algorithm"));
        if (algorithm == null) return false;
        try {
            var actual = MessageDigest.getInstance(algorithm).digest(Certificates.encoded(certificate));
            return digest.getLast()
                    .getTextContent()
                    .strip()
                    .equals(Base64.getEncoder().encodeToString(actual));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void require(boolean holds, String place) {
        if (!holds) fault(Code.SIGNATURE_FORM, place);
    }

    private void fault(Code code, String place) {
        faults.add(new Fault(code, place));
    }
}
