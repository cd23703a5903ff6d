package wariin.register;

import wariin.register.RefusedEntry.Why;

/// One key stands for one service of a target (TS 119 612, 5.5.3).
final class Keys {

    private Keys() {}

    /// @param claim the service keeps its keys from now on, which a mere application does not
    /// @throws RefusedEntry when a key is another service's or a certificate is none
    static void require(EntryRegister entries, ServiceId service, ServiceDescription description, boolean claim) {
        for (var der : description.certificates()) {
            var key = ServiceCertificate.of(der).keySha256();
            var holder = entries.keyHolder(description.target(), key, service, claim);
            if (holder.isPresent() && !holder.get().equals(service)) throw new RefusedEntry(Why.KEY_TAKEN);
        }
    }
}
