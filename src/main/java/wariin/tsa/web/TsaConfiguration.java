package wariin.tsa.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import wariin.tsa.TimeStampAuthority;

/// Puts time-stamps in front of everything that is meant for pages.
@Configuration(proxyBeanMethods = false)
class TsaConfiguration {

    @Bean
    FilterRegistrationBean<TimeStampFilter> timeStampFilter(TimeStampAuthority authority) {
        var registration = new FilterRegistrationBean<>(new TimeStampFilter(authority));
        registration.addUrlPatterns("/tsa", "/tsa/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
