package wariin.demo;

import org.springframework.stereotype.Component;
import wariin.assessment.SchemeRole;
import wariin.assessment.SchemeRoles;
import wariin.demo.SamplePeople.SamplePerson;
import wariin.identity.CurrentUser;
import wariin.identity.Details;

/// The sample assessment body: the operator, and the people whom the operator gives the roles of the scheme.
@Component
class SampleScheme {

    private static final String BODY = "見本トラスト推進協会";
    private static final String BODY_EN = "Sample Trust Promotion Association";

    /// Who does what in every sample case.
    record Team(
            SamplePerson operator,
            SamplePerson intake,
            SamplePerson lead,
            SamplePerson assessor,
            SamplePerson first,
            SamplePerson second,
            SamplePerson publisher,
            SamplePerson surveillance) {}

    private final SamplePeople people;
    private final SchemeRoles roles;

    SampleScheme(SamplePeople people, SchemeRoles roles) {
        this.people = people;
        this.roles = roles;
    }

    Team team() {
        var operator = people.operator("operator@scheme.example", new Details("運営 守", BODY, BODY_EN, null, null))
                .orElseThrow(() -> new IllegalStateException(
                        "The register can only be filled on a new data folder: somebody has set this one up already"));
        return new Team(
                operator,
                holder(operator.user(), "intake", "受付 一郎", SchemeRole.INTAKE),
                holder(operator.user(), "lead", "主任 二葉", SchemeRole.LEAD),
                holder(operator.user(), "assessor", "審査 三太", SchemeRole.ASSESSOR),
                holder(operator.user(), "decider1", "判定 四季", SchemeRole.DECIDER),
                holder(operator.user(), "decider2", "判定 五月", SchemeRole.DECIDER),
                holder(operator.user(), "publisher", "公開 六実", SchemeRole.PUBLISHER),
                holder(operator.user(), "surveillance", "監視 七海", SchemeRole.SURVEILLANCE));
    }

    private SamplePerson holder(CurrentUser operator, String mailbox, String name, SchemeRole role) {
        var person = people.member(mailbox + "@scheme.example", name, BODY, BODY_EN, null);
        roles.grant(operator, person.email(), role);
        return person;
    }
}
