package wariin.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Wires the language of a request; a language asked for by {@code ?lang=} is remembered in a cookie.
@Configuration(proxyBeanMethods = false)
class SiteConfiguration implements WebMvcConfigurer {

    @Bean
    LocaleResolver localeResolver() {
        return new SiteLocaleResolver();
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
