package wariin.validation;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.CMSUtils;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import eu.europa.esig.dss.model.DSSException;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/// Lets the signature library read a CMS with zeros behind it, which BouncyCastle 1.85 and later refuse.
///
/// The library finds it as a service (META-INF/services), so it must stand before the library on the class path.
public class TolerantCms extends CMSObjectUtils {

    /// For the service loader.
    public TolerantCms() {}

    @Override
    public CMS parseToCMS(byte[] padded) {
        try {
            return super.parseToCMS(Der.withoutPadding(padded));
        } catch (PdfBroken e) {
            throw new DSSException(e.getMessage());
        }
    }

    /// Without this class every signature would silently be overlooked; so nothing starts without it.
    static void assertActive() {
        byte[] padded;
        try {
            var empty = new CMSSignedDataGenerator()
                    .generate(new CMSAbsentContent())
                    .getEncoded();
            padded = Arrays.copyOf(empty, empty.length + 16);
        } catch (CMSException | IOException e) {
            throw new IllegalStateException("BouncyCastle cannot encode an empty CMS", e);
        }
        try {
            CMSUtils.parseToCMS(padded);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "EU DSS does not use wariin.validation.TolerantCms, so it would find no signature in any PDF. "
                            + "Put Wariin's own classes before dss-cms-object on the class path.",
                    e);
        }
        padded[padded.length - 1] = 1;
        try {
            CMSUtils.parseToCMS(padded);
        } catch (RuntimeException expected) {
            return;
        }
        throw new IllegalStateException("EU DSS accepts hidden bytes behind a signature");
    }
}
