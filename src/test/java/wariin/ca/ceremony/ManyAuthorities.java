package wariin.ca.ceremony;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.authority.CaSettings;
import wariin.ca.ceremony.HierarchyPlan.PlannedAuthority;
import wariin.ca.ceremony.KeyCeremony.Plan;
import wariin.keys.KeyAlgorithm;

/// Makes many more authorities on a running platform, by the ceremony that made the first ones.
public final class ManyAuthorities {
    private ManyAuthorities() {}

    /// A root and many below it, each with a key, a certificate and a responder of its own.
    public static void make(ApplicationContext platform, String series, int count, int shards) {
        var root = series + "root";
        var authorities = new ArrayList<>(List.of(
                new PlannedAuthority(root, AuthorityPurpose.ROOT, KeyAlgorithm.EC_P384, root, "Root " + series, 1)));
        for (var n = 1; n < count; n++) {
            var name = series + "a" + n;
            authorities.add(new PlannedAuthority(
                    name, AuthorityPurpose.DEVICE, KeyAlgorithm.EC_P256, root, "Authority " + name, shards));
        }
        new KeyCeremony(
                        platform.getBean(KeyCeremony.Books.class),
                        platform.getBean(KeyCeremony.Writing.class),
                        platform.getBean(KeyCeremony.Tools.class),
                        platform.getBean(AuthorityContents.class),
                        platform.getBean(OfflineCeremony.class),
                        new Plan(
                                series,
                                new HierarchyPlan(authorities, List.of()),
                                CaSettings.Ceremony.AUTOMATIC,
                                _ -> {}))
                .perform();
    }
}
