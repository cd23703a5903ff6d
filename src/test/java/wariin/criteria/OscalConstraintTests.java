package wariin.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.secauto.oscal.lib.OscalBindingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference implementation of OSCAL reads our catalogues and finds no fault with them.
class OscalConstraintTests {

    @TempDir
    Path folder;

    static List<String> shipped() {
        return ShippedCatalogues.SHIPPED.stream()
                .map(ShippedCatalogues.Shipped::file)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void findsNothingInTheShippedFilesAndInTheirExport(String file) throws Exception {
        var bytes = ShippedCatalogues.bytes(file);

        assertThat(findings(bytes)).isEmpty();
        assertThat(findings(OscalWriter.write(OscalReader.read(bytes)))).isEmpty();
    }

    @Test
    void wouldFindAFault() throws Exception {
        var broken = new String(ShippedCatalogues.bytes(shipped().getFirst()), StandardCharsets.UTF_8)
                .replace("\"ca-um-02\"", "\"ca-um-01\"");

        assertThat(findings(broken.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }

    private List<String> findings(byte[] json) throws Exception {
        var path = Files.write(Files.createTempFile(folder, "catalogue", ".json"), json);
        var context = OscalBindingContext.instance();
        assertThat(context.loadCatalog(path).getUuid()).isNotNull();
        return context.validateWithConstraints(path.toUri(), null).getFindings().stream()
                .map(finding -> finding.getSeverity() + " " + finding.getPath() + " " + finding.getMessage())
                .toList();
    }
}
