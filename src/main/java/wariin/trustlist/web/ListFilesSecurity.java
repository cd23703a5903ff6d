package wariin.trustlist.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Files of the list are for everybody and set no cookie (TS 119 612, 6.1): only reading is possible here.
@Configuration(proxyBeanMethods = false)
class ListFilesSecurity {

    @Bean
    @Order(51)
    SecurityFilterChain listFilesChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/tl/trusted-list.*", "/tl/archive/*", "/tl/signers.pem", "/tl/feed.atom")
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.disable())
                .build();
    }
}
