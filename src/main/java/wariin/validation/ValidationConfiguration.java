package wariin.validation;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// Wires the validation of the server; it refuses to start when the signature library would overlook signatures.
@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

    @Bean
    SignatureValidation signatureValidation(
            Clock clock,
            @Value("${wariin.validation.max-file-size:512MB}") DataSize size,
            @Value("${wariin.validation.max-signatures:100}") int signatures,
            @Value("${wariin.validation.timeout:2m}") Duration time) {
        return new SignatureValidation(clock, new Limits(size.toBytes(), signatures, time));
    }
}
