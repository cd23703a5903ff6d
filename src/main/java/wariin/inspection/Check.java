package wariin.inspection;

/// One machine check, named as catalogues name it in `auto-check`.
interface Check {

    String name();

    /// Whether it can say anything about a service of this target.
    default boolean fits(Inspected service) {
        return true;
    }

    Look look(Inspected service);
}
