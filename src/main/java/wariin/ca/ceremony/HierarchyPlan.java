package wariin.ca.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.authority.CaSettings;
import wariin.keys.KeyAlgorithm;

/// Which authorities and time-stamping units there are and with which keys: two trees, one of today's algorithms and
/// one
/// that a quantum computer does not break, with one authority for each purpose below their roots.
record HierarchyPlan(List<PlannedAuthority> authorities, List<PlannedUnit> units) {
    static final String ROOT = "root";
    static final String ROOT_Q = "root-q";
    static final String TIME_STAMPING = "time-stamping";
    static final String TIME_STAMPING_Q = "time-stamping-q";

    /// @param line what all its generations are called
    /// @param parent the line above; its own for a root
    record PlannedAuthority(
            String line,
            AuthorityPurpose purpose,
            KeyAlgorithm algorithm,
            String parent,
            String commonName,
            int shards) {

        boolean isRoot() {
            return purpose == AuthorityPurpose.ROOT;
        }

        String name(int generation) {
            return generation == 1 ? line : line + "-" + generation;
        }

        /// Generations have names of their own, so that no relying party takes one for the other.
        String commonName(int generation) {
            return generation == 1 ? commonName : commonName + " " + generation;
        }
    }

    /// @param line what all its generations are called
    /// @param issuer the line of authorities that certifies it
    record PlannedUnit(String line, KeyAlgorithm algorithm, String issuer, String commonName) {

        String name(int generation) {
            return generation == 1 ? line : line + "-" + generation;
        }

        /// The name of a unit ends with its number, so that of its generation follows a dash.
        String commonName(int generation) {
            return generation == 1 ? commonName : commonName + "-" + generation;
        }
    }

    static HierarchyPlan of(CaSettings settings) {
        var shards = settings.shards();
        var authorities = new ArrayList<>(List.of(
                root(ROOT, KeyAlgorithm.EC_P384, "Root Authority"),
                small("issuing", AuthorityPurpose.PERSON, "Issuing Authority", shards),
                small("mail", AuthorityPurpose.MAIL, "Mail Authority", shards),
                small("organisation", AuthorityPurpose.ORGANISATION, "Organisation Authority", shards),
                small("one-shot", AuthorityPurpose.ONE_SHOT, "One-Shot Authority", 1),
                below(ROOT, TIME_STAMPING, KeyAlgorithm.EC_P384, "Time-Stamping Authority"),
                small("device", AuthorityPurpose.DEVICE, "Device Authority", shards)));
        var units = new ArrayList<>(List.of(
                new PlannedUnit("tsu-1", KeyAlgorithm.EC_P256, TIME_STAMPING, "Time-Stamping Unit 1"),
                new PlannedUnit("tsu-rsa-1", KeyAlgorithm.RSA_3072, TIME_STAMPING, "Time-Stamping Unit RSA 1")));
        if (settings.rsaAuthority()) {
            authorities.add(new PlannedAuthority(
                    "issuing-rsa",
                    AuthorityPurpose.PERSON,
                    KeyAlgorithm.RSA_3072,
                    ROOT,
                    "Issuing Authority RSA",
                    shards));
        }
        if (settings.postQuantum()) {
            authorities.add(root(ROOT_Q, KeyAlgorithm.ML_DSA_87, "Root Authority Q"));
            authorities.add(below(ROOT_Q, TIME_STAMPING_Q, KeyAlgorithm.ML_DSA_65, "Time-Stamping Authority Q"));
            units.add(new PlannedUnit("tsu-q-1", KeyAlgorithm.ML_DSA_65, TIME_STAMPING_Q, "Time-Stamping Unit Q 1"));
        }
        return new HierarchyPlan(List.copyOf(authorities), List.copyOf(units));
    }

    /// The same under names that begin otherwise, so that a second hierarchy can stand beside the first.
    HierarchyPlan named(String series) {
        return new HierarchyPlan(
                authorities.stream()
                        .map(one -> new PlannedAuthority(
                                series + one.line(),
                                one.purpose(),
                                one.algorithm(),
                                series + one.parent(),
                                one.commonName(),
                                one.shards()))
                        .toList(),
                units.stream()
                        .map(one -> new PlannedUnit(
                                series + one.line(), one.algorithm(), series + one.issuer(), one.commonName()))
                        .toList());
    }

    Optional<PlannedAuthority> authority(String line) {
        return authorities.stream().filter(one -> one.line().equals(line)).findFirst();
    }

    Optional<PlannedUnit> unit(String line) {
        return units.stream().filter(one -> one.line().equals(line)).findFirst();
    }

    private static PlannedAuthority root(String line, KeyAlgorithm algorithm, String commonName) {
        return new PlannedAuthority(line, AuthorityPurpose.ROOT, algorithm, line, commonName, 1);
    }

    private static PlannedAuthority small(String line, AuthorityPurpose purpose, String commonName, int shards) {
        return new PlannedAuthority(line, purpose, KeyAlgorithm.EC_P256, ROOT, commonName, shards);
    }

    private static PlannedAuthority below(String root, String line, KeyAlgorithm algorithm, String commonName) {
        return new PlannedAuthority(line, AuthorityPurpose.TIME_STAMPING, algorithm, root, commonName, 1);
    }
}
