package wariin.tsl;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;

/// Our own judgement of a list: who signed it, whether it is whole, current and newer, and keeps to the format
/// (TS 119 612, 5.7 and 6).
public final class TrustedListValidator {
    private static final int OLDEST_VERSION = 5;

    private final List<Fault> faults = new ArrayList<>();
    private final Instant now;
    private final boolean foreign;

    private TrustedListValidator(Instant now, boolean foreign) {
        this.now = now;
        this.foreign = foreign;
    }

    /// A list of our own form: version 6, every rule of the format. The last sequence is that of the list known so
    /// far, 0 if none is; the same list again is no replay.
    public static ListVerdict judge(byte[] xml, List<X509Certificate> signers, Instant now, long lastSequence) {
        return new TrustedListValidator(now, false).verdict(xml, signers, lastSequence);
    }

    /// A list of another scheme: version 5 or 6; what it says about itself is not held against its form.
    public static ListVerdict judgeForeign(byte[] xml, List<X509Certificate> signers, Instant now, long lastSequence) {
        return new TrustedListValidator(now, true).verdict(xml, signers, lastSequence);
    }

    private ListVerdict verdict(byte[] xml, List<X509Certificate> signers, long lastSequence) {
        try {
            // The cursor knows the limits: it goes first.
            var list = TrustedListReader.read(xml);
            var judge = new SignatureJudge(parse(xml), signers, foreign);
            judge.judge();
            faults.addAll(judge.faults());
            judge.signer().ifPresent(signer -> signer(signer, list));
            times(list, lastSequence);
            if (foreign) extensions(list);
            else faults.addAll(ListRules.faults(list));
            return faults.isEmpty() ? new ListVerdict.Accepted(list) : new ListVerdict.Refused(faults);
        } catch (MalformedList malformed) {
            return new ListVerdict.Refused(malformed.faults());
        }
    }

    private static Document parse(byte[] xml) {
        try {
            return Dom.parse(xml);
        } catch (SAXException broken) {
            throw XmlCursor.fault(Code.NOT_XML, "");
        }
    }

    private void signer(X509Certificate signer, TrustedList list) {
        if (!foreign) faults.addAll(SignerRules.faults(signer, list.scheme(), now));
        else require(SignerRules.validAt(signer, now), Code.SIGNER_EXPIRED);
    }

    private void times(TrustedList list, long lastSequence) {
        require(list.sequence() >= lastSequence, Code.SEQUENCE);
        require(!list.issued().isAfter(now), Code.ISSUED_IN_FUTURE);
        require(list.nextUpdate() == null || !now.isAfter(list.nextUpdate()), Code.LIST_EXPIRED);
        var version = list.scheme().version();
        require(version <= SchemeInformation.VERSION && version >= OLDEST_VERSION, Code.VERSION);
    }

    /// Our own lists may have nothing unknown at all; those of others nothing that must be understood.
    private void extensions(TrustedList list) {
        var known = Stream.concat(
                        list.scheme().extensions().stream(),
                        list.providers().stream()
                                .flatMap(provider -> Stream.concat(
                                        provider.extensions().stream(),
                                        provider.services().stream()
                                                .flatMap(service -> service.states().stream())
                                                .flatMap(state -> state.extensions().stream()))))
                .allMatch(extension ->
                        !(extension instanceof Extension.Kept kept) || !kept.critical() || kept.standard());
        require(known, Code.CRITICAL_EXTENSION);
    }

    private void require(boolean holds, Code code) {
        if (!holds) faults.add(new Fault(code, ""));
    }
}
