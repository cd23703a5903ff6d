package wariin.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Wires the language of a request; a language asked for by {@code ?lang=} is remembered in a cookie.
@Configuration(proxyBeanMethods = false)
class SiteConfiguration implements WebMvcConfigurer {

    @Bean
    LocaleResolver localeResolver() {
        return new SiteLocaleResolver();
    }

    /// Scripts of others under an address without version, so that a page need not know it.
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var library : List.of("htmx.org", "pdfjs-dist")) {
            registry.addResourceHandler("/webjars/" + library + "/**").addResourceLocations(locationOf(library));
        }
    }

    private static String locationOf(String library) {
        var folder = "META-INF/resources/webjars/" + library + "/";
        try {
            var found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "*/package.json");
            var address = found[0].getURL().toString();
            return "classpath:/" + address.substring(address.lastIndexOf(folder), address.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var resolver = new SiteLocaleResolver();
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                SiteLocaleResolver.asked(request).ifPresent(asked -> resolver.setLocale(request, response, asked));
                return true;
            }
        });
    }
}
