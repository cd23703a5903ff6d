package wariin.trustlist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wariin.database.TestDatabase;
import wariin.x509.Certificates;

/// xmllint with the schemas of TS 119 612 V2.4.1, and xmlsec1: programs that know nothing of us.
public final class OutsidePrograms {

    private static final String LIST = "ts_119612v020401_xsd.xsd";
    private static final List<String> SCHEMAS = List.of(
            LIST,
            "ts_119612v020401_additionaltypes_xsd.xsd",
            "ts_119612v020401_sie_xsd.xsd",
            "XAdES01903v132-202407.xsd",
            "xmldsig-core-schema.xsd",
            "xml.xsd");
    private static final String WHOLE = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:import namespace="http://uri.etsi.org/02231/v2#" schemaLocation="ts_119612v020401_xsd.xsd"/>
              <xs:import namespace="http://uri.etsi.org/02231/v2/additionaltypes#"
                         schemaLocation="ts_119612v020401_additionaltypes_xsd.xsd"/>
              <xs:import namespace="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#"
                         schemaLocation="ts_119612v020401_sie_xsd.xsd"/>
              <xs:import namespace="http://uri.etsi.org/01903/v1.3.2#" schemaLocation="XAdES01903v132-202407.xsd"/>
            </xs:schema>
            """;

    private final Path folder;

    public OutsidePrograms() {
        try {
            folder = TestDatabase.temporaryFolder("wariin-schemas");
            for (var schema : SCHEMAS) {
                try (var stream = OutsidePrograms.class.getResourceAsStream("/xsd/" + schema)) {
                    var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    Files.writeString(folder.resolve(schema), local(text));
                }
            }
            Files.writeString(folder.resolve("whole.xsd"), WHOLE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Does the schema accept it?
    public boolean fitsTheSchema(byte[] xml) {
        var file = file(xml);
        return run(
                                "xmllint",
                                "--nonet",
                                "--noout",
                                "--schema",
                                folder.resolve("whole.xsd").toString(),
                                file)
                        .status()
                == 0;
    }

    /// Is the signature good, over both the list and its properties, by one of these?
    public boolean isSignedBy(byte[] xml, List<X509Certificate> signers) {
        var command = new ArrayList<>(List.of("xmlsec1", "--verify"));
        for (var signer : signers) {
            command.add("--trusted-pem");
            command.add(pem(signer));
        }
        command.add("--id-attr:Id");
        command.add("http://uri.etsi.org/01903/v1.3.2#:SignedProperties");
        command.add(file(xml));
        var answer = run(command.toArray(String[]::new));
        return answer.status() == 0 && answer.output().contains("SignedInfo References (ok/all): 2/2");
    }

    private static String local(String schema) {
        return schema.replaceAll(
                        "schemaLocation=\"[^\"]*xmldsig-core-schema.xsd\"", location("xmldsig-core-schema.xsd"))
                .replaceAll("schemaLocation=\"[^\"]*/xml.xsd\"", location("xml.xsd"))
                .replaceAll("schemaLocation=\"[^\"]*XAdES01903v132[^\"]*\"", location("XAdES01903v132-202407.xsd"))
                .replaceAll("schemaLocation=\"[^\"]*19612_xsd.xsd\"", location(LIST))
                .replaceFirst("(?s)<!DOCTYPE.*?\\]>", "");
    }

    private static String location(String file) {
        return "schemaLocation=\"" + file + "\"";
    }

    private String pem(X509Certificate certificate) {
        var text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(Certificates.encoded(certificate))
                + "\n-----END CERTIFICATE-----\n";
        return file(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String file(byte[] content) {
        try {
            return Files.write(Files.createTempFile(folder, "list", ".xml"), content)
                    .toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private record Answer(int status, String output) {}

    private static Answer run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IOException(command[0] + " did not end");
            return new Answer(process.exitValue(), output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
