package wariin.procurement.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// Lets anybody ask: a question acts for nobody and changes nothing, so there is nothing to forge.
@Configuration(proxyBeanMethods = false)
class RulesSecurity {

    @Bean
    @Order(51)
    SecurityFilterChain rulesApiSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/v1/rules/*/answers")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.disable())
                .build();
    }

    /// The form of the page; whoever is logged in stays so.
    @Bean
    @Order(52)
    SecurityFilterChain rulesPageSecurity(HttpSecurity http, SecurityContextRepository contexts) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/rules"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.disable())
                .build();
    }
}
