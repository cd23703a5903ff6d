package wariin.seal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import wariin.database.DatabaseTest;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.seal.People;
import wariin.seal.SealDesign.CompanySquare;
import wariin.seal.Seals;

@DatabaseTest
class SealPagesTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Seals seals;

    @Autowired
    @Qualifier("securityFilterChain")
    private SecurityFilterChain chain;

    private MockMvc mvc;
    private final CurrentUser owner = People.of("株式会社髙﨑", "山田 太郎", Role.OWNER);

    @BeforeEach
    void logIn() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        as(owner);
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void showsReadySealsInBothLanguages(String language) throws Exception {
        var page = perform(get("/seals?lang=" + language));

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString(StandardCharsets.UTF_8))
                .contains(language.equals("ja") ? "すぐに使える印鑑" : "Ready to use")
                .contains("/seals/" + seals.defaultFor(owner).id() + ".svg")
                .contains("/seals/preview.svg?kind=company-square")
                .doesNotContain("??", "style=", "onclick");
    }

    @Test
    void makesRemovesAndBringsBackASeal() throws Exception {
        var made = perform(post("/seals").param("kind", "company-square").param("square", "髙﨑商店"));
        assertThat(made.getRedirectedUrl()).isEqualTo("/seals");
        var seal = seals.defaultFor(owner);
        assertThat(seal.design()).isEqualTo(new CompanySquare("髙﨑商店"));

        assertThat(perform(post("/seals/" + seal.id() + "/removal")).getStatus())
                .isEqualTo(302);
        assertThat(seals.find(seal.id(), owner)).isEmpty();

        assertThat(perform(post("/seals/" + seal.id() + "/restoration")).getStatus())
                .isEqualTo(302);
        assertThat(seals.find(seal.id(), owner)).isPresent();
    }

    @Test
    void namesTheCharacterThatCannotBeDrawn() throws Exception {
        var page =
                perform(post("/seals?lang=ja").param("kind", "company-square").param("square", "髙\uD83D\uDE00"));

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString(StandardCharsets.UTF_8)).contains("「\uD83D\uDE00」は印鑑に使える字がありません");
    }

    @Test
    void previewsWithoutKeepingAnything() throws Exception {
        var before = seals.usableBy(owner);
        var part = perform(get("/seals/preview").param("kind", "personal").param("person", "㈱葛\uDB40\uDD01"));
        var image = perform(get("/seals/preview.svg").param("kind", "personal").param("person", "葛城"));

        assertThat(part.getContentAsString(StandardCharsets.UTF_8))
                .contains("id=\"preview\"", "葛")
                .doesNotContain("<html");
        assertThat(image.getStatus()).isEqualTo(200);
        assertThat(image.getContentType()).startsWith("image/svg+xml");
        assertThat(image.getHeader("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(seals.usableBy(owner)).isEqualTo(before);
    }

    @Test
    void answersNotFoundForTheSealsOfOthers() throws Exception {
        var seal = seals.create(owner, "社印", new CompanySquare("髙﨑"));
        var suggested = seals.usableBy(owner).getLast();
        as(People.of("他社", "林", Role.OWNER));

        assertThat(perform(get("/seals/" + seal.id() + ".svg")).getStatus()).isEqualTo(404);
        assertThat(perform(get("/seals/" + suggested.id() + ".svg")).getStatus())
                .isEqualTo(404);
        assertThat(perform(post("/seals/" + seal.id() + "/removal")).getStatus())
                .isEqualTo(404);
        assertThat(perform(post("/seals/" + seal.id() + "/restoration")).getStatus())
                .isEqualTo(404);
        assertThat(perform(get("/seals/" + UUID.randomUUID() + ".svg")).getStatus())
                .isEqualTo(404);
        assertThat(perform(get("/seals/nonsense.svg")).getStatus()).isEqualTo(404);
    }

    @Test
    void letsASignerMakeNoCompanySeal() throws Exception {
        as(People.colleagueOf(owner, "鈴木", Role.SIGNER));

        var refused = perform(post("/seals?lang=en").param("kind", "company-square"));
        var page = perform(get("/seals"));

        assertThat(refused.getContentAsString()).contains("Only administrators");
        assertThat(page.getContentAsString())
                .doesNotContain("kind-company-square")
                .contains("kind-personal");
    }

    @Test
    void showsAGuestItsSealButNotThePage() throws Exception {
        var guest = People.guest("有限会社𠮷野", "林");
        as(guest);

        assertThat(perform(get("/seals/" + seals.defaultFor(guest).id() + ".svg"))
                        .getStatus())
                .isEqualTo(200);
        assertThat(perform(get("/seals")).getStatus()).isEqualTo(403);
    }

    @Test
    void opensToAGuestOnlyTheImagesOfSeals() {
        assertThat(granted("/seals/" + UUID.randomUUID() + ".svg")).isTrue();
        assertThat(granted("/seals")).isFalse();
        assertThat(granted("/seals/preview")).isFalse();
    }

    private boolean granted(String path) {
        var guest = UsernamePasswordAuthenticationToken.authenticated(
                People.guest("有限会社𠮷野", "林"), null, AuthorityUtils.createAuthorityList("GUEST"));
        var request = new MockHttpServletRequest(context.getServletContext(), "GET", path);
        var filter = chain.getFilters().stream()
                .filter(AuthorizationFilter.class::isInstance)
                .map(AuthorizationFilter.class::cast)
                .findFirst()
                .orElseThrow();
        var result = filter.getAuthorizationManager().authorize(() -> guest, request);
        return result != null && result.isGranted();
    }

    @Test
    void refusesAnUploadThatIsNoPicture() throws Exception {
        var file = new MockMultipartFile("picture", "<script>.png", "image/png", "<svg/>".getBytes());

        var answer = mvc.perform(multipart("/seals/picture?lang=en").file(file)).andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/seals#upload");
        assertThat(String.valueOf(answer.getFlashMap().get("pictureRefused"))).contains("cannot be read");
    }

    @Test
    void escapesHostileNames() throws Exception {
        var hostile = "\"><script>alert(1)</script>";
        seals.create(owner, hostile, new CompanySquare("髙﨑"));

        assertThat(perform(get("/seals").param("square", hostile)).getContentAsString())
                .doesNotContain("<script>alert");
    }

    private MockHttpServletResponse perform(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private static void as(CurrentUser user) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, AuthorityUtils.NO_AUTHORITIES));
    }
}
