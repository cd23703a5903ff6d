package wariin.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import wariin.identity.ReturnPath;

/// What is open to whom. Whose contract it is and which role an act needs, each room decides for itself.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] STATIC = {
        "/site/**",
        "/identity/**",
        "/contract/**",
        "/seal/**",
        "/validation/**",
        "/ra/**",
        "/enrolment/**",
        "/ca/**",
        "/webjars/**",
        "/favicon.ico"
    };
    /// Open to read for everybody; what changes them is elsewhere, behind log-in.
    private static final String[] PUBLIC_TO_READ = {
        "/register/**",
        "/tl/**",
        "/companies/**",
        "/criteria/**",
        "/rules/**",
        "/research/**",
        "/assessment/*.css",
        "/assessment/*.js",
        "/api/v1/register/**",
        "/api/v1/companies/**",
        "/api/v1/rules/**"
    };
    private static final String[] PUBLIC = {
        "/",
        "/error",
        "/verify/**",
        "/log/**",
        "/pki/**",
        "/certificates/pickup/**",
        "/sign/**",
        "/login/**",
        "/signup/**",
        "/join/**",
        "/setup/**",
        "/webauthn/login/**",
        "/actuator/health"
    };
    /// What a guest may reach at all: the contract of the invitation, and what signing needs.
    private static final String[] GUESTS = {
        "/contracts/**",
        "/api/v1/contracts/**",
        "/account/secure/**",
        "/claim/**",
        "/webauthn/**",
        "/logout",
        "/seals/*.svg"
    };
    /// Programs that prove themselves in each request, by a signature or a secret of their own: no session, no form.
    private static final String[] FOR_PROGRAMS = {
        "/tsa/**",
        "/ocsp/**",
        "/acme/**",
        "/.well-known/est/**",
        "/.well-known/cmp/**",
        "/cmp/**",
        "/api/v1/certificates/**"
    };

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, SessionContexts contexts) throws Exception {
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.GET, STATIC)
                .permitAll()
                .requestMatchers(HttpMethod.GET, PUBLIC_TO_READ)
                .permitAll()
                .requestMatchers(PUBLIC)
                .permitAll()
                .requestMatchers(FOR_PROGRAMS)
                .permitAll()
                .requestMatchers("/operator/**", "/actuator/**")
                .hasAuthority("OPERATOR")
                .requestMatchers(GUESTS)
                .authenticated()
                .anyRequest()
                .hasAuthority("MEMBER"));
        http.securityContext(context -> context.securityContextRepository(contexts));
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.csrf(csrf -> {
            csrf.spa();
            csrf.ignoringRequestMatchers(FOR_PROGRAMS);
        });
        http.exceptionHandling(refusals -> refusals.authenticationEntryPoint(SecurityConfiguration::askToLogIn));
        // The site's own filter sets the headers of a page; here only what keeps answers out of caches.
        http.headers(headers -> headers.defaultsDisabled().cacheControl(_ -> {}));
        http.requestCache(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /// No default user with a printed password: people log in through {@link LogInController} only.
    @Bean
    UserDetailsService userDetailsService() {
        return name -> {
            throw new UsernameNotFoundException("Nobody logs in this way");
        };
    }

    /// A page leads to log-in and back; a script or program is told 401.
    private static void askToLogIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
            throws IOException {
        var accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/login");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (accept.contains("text/html")) {
            response.sendRedirect("/login" + next(request));
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static String next(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) return "";
        var query = request.getQueryString();
        var path = request.getRequestURI() + (query == null ? "" : "?" + query);
        return ReturnPath.isSafe(path) ? "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8) : "";
    }
}
