package wariin.tsl;

import java.util.List;
import wariin.tsl.ListVerdict.Fault;

/// Bytes that are no trusted list, or a list that the format forbids to sign; every fault found is named.
public final class MalformedList extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    MalformedList(List<Fault> faults) {
        super(String.join("; ", faults.stream().map(Fault::sentence).toList()));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
