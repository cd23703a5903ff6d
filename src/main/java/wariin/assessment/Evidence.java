package wariin.assessment;

import java.time.Instant;
import org.springframework.stereotype.Service;
import wariin.register.ServiceId;

/// Evidence of the criteria of cases: files in the vault, other registrations, and what machines saw.
@Service
public class Evidence {

    Evidence() {}

    /// Keeps what a check saw; a repeated call with the same time changes nothing. The result is shown beside the
    /// criterion in every case about the service.
    public void attachMachineResult(
            ServiceId service, String criterion, String check, MachineResult.Verdict verdict, String seen, Instant at) {
        throw new UnsupportedOperationException();
    }
}
