package wariin.tsl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wariin.x509.Certificates;

/// Other people's programs that judge lists: xmllint with the schemas of ETSI, and xmlsec1. Nothing is fetched.
public final class ListJudges {
    private static final List<String> SCHEMAS = List.of(
            "ts_119612v020401_xsd.xsd",
            "ts_119612v020401_additionaltypes_xsd.xsd",
            "XAdES01903v132-202407.xsd",
            "xmldsig-core-schema.xsd",
            "xml.xsd");

    /// What a program said, and how it ended.
    public record Said(int status, String text) {}

    private final Path folder;

    /// The folder takes the schemas and the lists.
    public ListJudges(Path folder) {
        this.folder = folder;
        try {
            for (var schema : SCHEMAS) Files.writeString(folder.resolve(schema), schema(schema));
            Files.writeString(folder.resolve("all.xsd"), """
                    <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
                    <xsd:import namespace="http://uri.etsi.org/02231/v2#" schemaLocation="%s"/>
                    <xsd:import namespace="http://uri.etsi.org/02231/v2/additionaltypes#" schemaLocation="%s"/>
                    <xsd:import namespace="http://uri.etsi.org/01903/v1.3.2#" schemaLocation="%s"/>
                    </xsd:schema>
                    """.formatted(SCHEMAS.get(0), SCHEMAS.get(1), SCHEMAS.get(2)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static boolean present() {
        return Files.isExecutable(Path.of("/usr/bin/xmllint")) && Files.isExecutable(Path.of("/usr/bin/xmlsec1"));
    }

    /// Whether the list keeps to the schema of TS 119 612 V2.4.1.
    public Said schema(byte[] xml) {
        return run("xmllint", "--nonet", "--noout", "--huge", "--schema", path("all.xsd"), list(xml));
    }

    /// Whether both references of the signature hold, and the signer is this one.
    public boolean signature(byte[] xml, X509Certificate signer) {
        var said = xmlsec(xml, signer);
        return said.status() == 0 && said.text().contains("SignedInfo References (ok/all): 2/2");
    }

    public Said xmlsec(byte[] xml, X509Certificate signer) {
        var pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(Certificates.encoded(signer)));
        var trusted = file("signer.pem", pem.getBytes(StandardCharsets.US_ASCII));
        var id = "--id-attr:Id";
        var properties = Names.XADES + ":SignedProperties";
        return run("xmlsec1", "--verify", "--trusted-pem", trusted, id, properties, list(xml));
    }

    /// The schema as the jar has it, its imports turned to the files beside it.
    private static String schema(String name) throws IOException {
        try (var in = ListJudges.class.getResourceAsStream("/xsd/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("schemaLocation=\"[^\"]*xml\\.xsd\"", "schemaLocation=\"xml.xsd\"")
                    .replaceAll(
                            "schemaLocation=\"[^\"]*xmldsig-core-schema\\.xsd\"",
                            "schemaLocation=\"xmldsig-core-schema.xsd\"")
                    .replaceAll("schemaLocation=\"[^\"]*19612_xsd\\.xsd\"", "schemaLocation=\"" + SCHEMAS.get(0) + "\"")
                    .replaceAll("schemaLocation=\"[^\"]*XAdES[^\"]*\"", "schemaLocation=\"" + SCHEMAS.get(2) + "\"");
        }
    }

    private String list(byte[] xml) {
        return file("list.xml", xml);
    }

    private String file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Said run(String... command) {
        try {
            var out = folder.resolve("said.txt");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Said(-1, "no answer in a minute");
            }
            return new Said(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
