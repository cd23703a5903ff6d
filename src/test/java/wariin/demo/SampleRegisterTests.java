package wariin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.inspection.InspectionRun;
import wariin.inspection.InspectionVerdict;
import wariin.inspection.Inspections;
import wariin.inspection.OwnServices;
import wariin.register.Filter;
import wariin.register.RegistrationStatus;
import wariin.register.Sector;
import wariin.register.ServiceRegister;
import wariin.trustlist.TrustedLists;

/// The sample register has what the material of 2019 names, and says that it is a sample.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=sample-register") // one that nobody else has set up
class SampleRegisterTests {

    @Autowired
    RegisterDemo demo;

    @Autowired
    TrustedLists lists;

    @Autowired
    OwnServices own;

    @Autowired
    Inspections inspections;

    @Autowired
    ServiceRegister register;

    @Test
    void fillsThePlacesThatTheMaterialNamesAndPublishesThem(@TempDir Path folder) throws IOException {
        assertThat(demo.run(folder, new ArrayList<>())).isTrue();

        assertThat(register.search(target("ca"))).hasSize(1);
        assertThat(register.search(target("ec"))).hasSize(1);
        assertThat(register.search(target("lra"))).hasSize(28);
        assertThat(register.published().providers())
                .allMatch(provider -> provider.provider().description().sample())
                .flatExtracting(provider -> provider.services())
                .allMatch(service -> service.current().status() == RegistrationStatus.REGISTERED);
        var areas = register.search(Filter.EVERYTHING).stream()
                .flatMap(found -> found.service().description().sectors().stream())
                .distinct();
        assertThat(areas).hasSize(Sector.values().length);
        assertThat(lists.current().orElseThrow().xml())
                .isEqualTo(Files.readAllBytes(folder.resolve("trusted-list.xml")))
                .asString()
                .contains("Sample Local Registration Authority No. 28");

        // Nobody registered the platform's own authority: the machine reads that in the list which was just published.
        inspections.replan();
        inspections.runDue();
        assertThat(own.all().stream()
                        .filter(service -> service.target().equals("ec"))
                        .flatMap(service -> inspections.newest(service.service()).stream())
                        .filter(run -> run.criterion().equals("ec-sf-08")))
                .singleElement()
                .extracting(InspectionRun::verdict)
                .isEqualTo(InspectionVerdict.NOT_SATISFIED);
    }

    private static Filter target(String code) {
        return new Filter(null, code, null, null, null, null);
    }
}
