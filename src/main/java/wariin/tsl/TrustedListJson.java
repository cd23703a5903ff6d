package wariin.tsl;

import java.security.cert.X509Certificate;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import wariin.tsl.ListVerdict.Code;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// The twin of a list in JSON: says exactly the same, field by field of the model; certificates in Base64
/// (TS 119 612, 6.1).
public final class TrustedListJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addSerializer(X509Certificate.class, new ToBase64())
                    .addDeserializer(X509Certificate.class, new FromBase64()))
            .build();

    private TrustedListJson() {}

    public static String of(TrustedList list) {
        return MAPPER.writeValueAsString(list);
    }

    public static TrustedList read(String json) throws MalformedList {
        try {
            return MAPPER.readValue(json, TrustedList.class);
        } catch (JacksonException | MalformedDer broken) {
            throw XmlCursor.fault(Code.NOT_A_LIST, "JSON");
        }
    }

    private static final class ToBase64 extends StdSerializer<X509Certificate> {
        ToBase64() {
            super(X509Certificate.class);
        }

        @Override
        public void serialize(X509Certificate certificate, JsonGenerator out, SerializationContext context) {
            out.writeString(Base64.getEncoder().encodeToString(Certificates.encoded(certificate)));
        }
    }

    private static final class FromBase64 extends StdDeserializer<X509Certificate> {
        FromBase64() {
            super(X509Certificate.class);
        }

        @Override
        public X509Certificate deserialize(JsonParser in, DeserializationContext context) {
            return Certificates.parse(in.getBinaryValue());
        }
    }
}
