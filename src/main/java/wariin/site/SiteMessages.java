package wariin.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The texts of all modules as one source: each has {@code messages/<module>.properties} and {@code <module>_ja}.
@Configuration(proxyBeanMethods = false)
class SiteMessages {

    @Bean
    MessageSource messageSource() throws IOException {
        var names = new TreeSet<String>();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
            var file = String.valueOf(resource.getFilename());
            names.add("messages/" + file.replaceFirst("(_[a-z]{2})?\\.properties$", ""));
        }
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(names.toArray(String[]::new));
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
