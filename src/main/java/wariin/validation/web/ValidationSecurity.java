package wariin.validation.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Lets programs validate without an account: nothing here acts for anybody, so there is nothing to forge.
@Configuration(proxyBeanMethods = false)
class ValidationSecurity {

    @Bean
    @Order(50)
    SecurityFilterChain validationApiSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/v1/validations")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.disable())
                .build();
    }
}
