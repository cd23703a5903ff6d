package wariin.trustlist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.register.RegisterState;
import wariin.register.ServiceRegister;
import wariin.trustlist.IssueRegister.Archived;
import wariin.trustlist.IssueRegister.Intent;
import wariin.tsl.MalformedList;
import wariin.tsl.SignedList;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListReader;
import wariin.tsl.TrustedListWriter;

/// Makes the list of an intent, signs it and puts it before the judges; and makes any list of the past again.
@Component
class Press {

    /// What came off the press.
    sealed interface Proof {
        record Accepted(TrustedList list, SignedList signed) implements Proof {}

        record Refused(List<String> reasons) implements Proof {}
    }

    private final ServiceRegister register;
    private final SchemeRegister schemes;
    private final IssueRegister issues;
    private final Signers signers;
    private final List<Judge> judges;

    Press(ServiceRegister register, SchemeRegister schemes, IssueRegister issues, Signers signers, List<Judge> judges) {
        this.register = register;
        this.schemes = schemes;
        this.issues = issues;
        this.signers = signers;
        this.judges = List.copyOf(judges);
    }

    /// What the list of this intent says: pure in what is stored, so it is the same whenever it is asked.
    TrustedList compose(Intent intent) {
        return compose(intent, before(intent));
    }

    /// What the list in the archive says.
    TrustedList composeAgain(long sequence) {
        return compose(issues.intent(sequence));
    }

    RegisterState state(Intent intent) {
        return register.asOf(intent.registerAsOf());
    }

    Proof print(Intent intent) {
        var last = issues.before(intent.sequence()).orElse(null);
        var before = last == null ? null : read(last);
        var list = compose(intent, before);
        var faults = TrustedListWriter.faults(list, before);
        if (!faults.isEmpty()) {
            return new Proof.Refused(
                    faults.stream().map(fault -> fault.sentence()).toList());
        }
        var signed = TrustedListWriter.write(list, signers.signing(intent.signer()), intent.issued());
        var objections = objections(signed.xml(), list, last == null ? 0 : last.sequence());
        return objections.isEmpty() ? new Proof.Accepted(list, signed) : new Proof.Refused(objections);
    }

    /// What the judges say today of a list that was published.
    List<String> objections(Archived archived) {
        return objections(archived.xml(), read(archived), archived.sequence());
    }

    private List<String> objections(byte[] xml, TrustedList says, long lastSequence) {
        var candidate = new Judge.Candidate(xml, says, signers.valid(), lastSequence);
        var objections = new ArrayList<String>();
        for (var judge : judges) objections.addAll(judge.objections(candidate));
        return List.copyOf(objections);
    }

    /// A published list made again from what it was made from; equals the archive byte for byte.
    byte[] rebuild(Archived archived) {
        return TrustedListWriter.rebuild(compose(issues.intent(archived.sequence())), archived.signature());
    }

    private TrustedList compose(Intent intent, @Nullable TrustedList before) {
        return ListBuilder.build(new Manuscript(
                register.asOf(intent.registerAsOf()),
                schemes.find(intent.schemeVersion()),
                intent.serviceTypes(),
                issues.announcedBefore(intent.sequence()),
                intent.sequence(),
                intent.issued(),
                intent.nextUpdate(),
                before));
    }

    private @Nullable TrustedList before(Intent intent) {
        return issues.before(intent.sequence()).map(Press::read).orElse(null);
    }

    static TrustedList read(Archived archived) {
        try {
            return TrustedListReader.read(archived.xml());
        } catch (MalformedList broken) {
            throw new IllegalStateException("The archived list " + archived.sequence() + " cannot be read", broken);
        }
    }
}
