package wariin.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Calendar;
import java.util.Hashtable;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import wariin.pdf.TestPki;
import wariin.pdf.TestPki.Holder;
import wariin.pdf.ValidationData;

/// PDFBox with BouncyCastle's CMS, as PDFBox's own examples sign visibly and add validation information.
final class PdfBoxPeer {

    private final BenchTsa tsa;
    private final Holder holder;
    private final ValidationData data;
    private final byte[] picture = BenchStamp.png();

    PdfBoxPeer(BenchTsa tsa, Holder holder, ValidationData data) {
        this.tsa = tsa;
        this.holder = holder;
        this.data = data;
    }

    byte[] sign(BenchDocument document) throws IOException {
        return withValidationData(signed(document.bytes()));
    }

    private byte[] signed(byte[] bytes) throws IOException {
        try (var document = Loader.loadPDF(bytes);
                var options = new SignatureOptions()) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setName("Hanako Test");
            signature.setReason("Conclusion of the contract");
            signature.setLocation("Tokyo");
            signature.setSignDate(Calendar.getInstance());
            options.setVisualSignature(look(document));
            options.setPage(0);
            options.setPreferredSignatureSize(9472);
            document.addSignature(signature, options);
            var out = new ByteArrayOutputStream(bytes.length + (1 << 16));
            var external = document.saveIncrementalForExternalSigning(out);
            external.setSignature(cms(external.getContent().readAllBytes()));
            return out.toByteArray();
        }
    }

    private PDVisibleSigProperties look(PDDocument document) throws IOException {
        var designer = new PDVisibleSignDesigner(document, new ByteArrayInputStream(picture), 1);
        designer.xAxis(60).yAxis(60).width(85).height(85);
        var properties = new PDVisibleSigProperties();
        properties.visualSignEnabled(true).setPdVisibleSignature(designer);
        properties.buildSignature();
        return properties;
    }

    private byte[] cms(byte[] content) {
        try {
            var signer = new JcaContentSignerBuilder(holder.algorithm())
                    .build(holder.keys().getPrivate());
            var info = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
            info.setSignedAttributeGenerator(attributes());
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(info.build(signer, holder.certificate()));
            generator.addCertificates(new JcaCertStore(TestPki.INSTANCE.chain(holder)));
            return stamped(generator.generate(new CMSProcessableByteArray(content), false))
                    .getEncoded("DER");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private CMSAttributeTableGenerator attributes() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(TestPki.der(holder));
        var reference = new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(hash)});
        var table = new Hashtable<Object, ASN1Encodable>();
        var type = PKCSObjectIdentifiers.id_aa_signingCertificateV2;
        table.put(type, new Attribute(type, new DERSet(reference)));
        return new DefaultSignedAttributeTableGenerator(new AttributeTable(table));
    }

    private CMSSignedData stamped(CMSSignedData signed) throws Exception {
        var signer = signed.getSignerInfos().iterator().next();
        var token = ASN1Primitive.fromByteArray(tsa.stamp(OwnPath.sha256(signer.getSignature())));
        var unsigned = new ASN1EncodableVector();
        unsigned.add(new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(token)));
        var with = SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(unsigned));
        return CMSSignedData.replaceSigners(signed, new SignerInformationStore(List.of(with)));
    }

    private byte[] withValidationData(byte[] signed) throws IOException {
        try (var document = Loader.loadPDF(signed)) {
            var catalog = document.getDocumentCatalog().getCOSObject();
            var store = new COSDictionary();
            store.setItem("Certs", streams(document, data.certificates()));
            store.setItem("OCSPs", streams(document, data.ocspResponses()));
            store.setItem("CRLs", streams(document, data.crls()));
            store.setNeedToBeUpdated(true);
            catalog.setItem(COSName.getPDFName("DSS"), store);
            catalog.setNeedToBeUpdated(true);
            var out = new ByteArrayOutputStream(signed.length + (1 << 14));
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static COSArray streams(PDDocument document, List<byte[]> items) throws IOException {
        var array = new COSArray();
        array.setNeedToBeUpdated(true);
        for (var item : items) {
            var stream = document.getDocument().createCOSStream();
            try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(item);
            }
            stream.setNeedToBeUpdated(true);
            array.add(stream);
        }
        return array;
    }
}
