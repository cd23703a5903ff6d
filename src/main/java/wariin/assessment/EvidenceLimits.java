package wariin.assessment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much evidence is taken in.
@ConfigurationProperties("wariin.assessment")
public record EvidenceLimits(
        @DefaultValue("104857600") long maxEvidenceBytes,
        @DefaultValue("50") int maxFilesAtOnce) {}
