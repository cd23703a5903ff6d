package wariin.identity;

/// What a member may do in an organisation; each role may all that the later ones may.
public enum Role {
    OWNER,
    ADMINISTRATOR,
    SIGNER,
    VIEWER;

    /// True for this role and each one above it.
    public boolean includes(Role needed) {
        return compareTo(needed) <= 0;
    }
}
