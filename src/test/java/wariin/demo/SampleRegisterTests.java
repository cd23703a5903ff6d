package wariin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.register.Filter;
import wariin.register.RegistrationStatus;
import wariin.register.Sector;
import wariin.register.ServiceRegister;

/// The sample register has what the material of 2019 names, and says that it is a sample.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=sample-register") // one that nobody else has set up
class SampleRegisterTests {

    @Autowired
    SampleRegister sample;

    @Autowired
    ServiceRegister register;

    @Test
    void fillsThePlacesThatTheMaterialNames() {
        var filled = sample.fill(System.out);

        assertThat(filled.registered()).hasSize(30);
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
    }

    private static Filter target(String code) {
        return new Filter(null, code, null, null, null, null);
    }
}
