package wariin.vault.job;

import java.io.IOException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.vault.Vault;

/// Removes what crashes left behind, every hour.
@Component
class Sweep {

    private final Vault vault;

    Sweep(Vault vault) {
        this.vault = vault;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void sweep() throws IOException {
        vault.sweep();
    }
}
