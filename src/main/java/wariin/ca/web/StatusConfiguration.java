package wariin.ca.web;

import java.time.Clock;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import wariin.ca.status.StatusResponder;

/// Puts the status answers in front of everything that is meant for pages.
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    FilterRegistrationBean<StatusFilter> statusFilter(StatusResponder responder, Clock clock) {
        var registration = new FilterRegistrationBean<>(new StatusFilter(responder, clock));
        registration.addUrlPatterns("/ocsp", "/ocsp/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /// Many clients write the slashes of Base64 as %2F. Elsewhere the security filter still refuses them.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
