package wariin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The platform: one application whose rooms are the packages below this one.
///
/// Beans have the full names of their classes, so that two rooms may use one word.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(
        systemName = "Wariin",
        sharedModules = {"database", "journal", "site"})
public class Wariin {

    /// Starts the server. Other commands are found by {@code wariin.Launcher}.
    public static void main(String[] arguments) {
        SpringApplication.run(Wariin.class, arguments);
    }
}
