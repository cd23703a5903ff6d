package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.contract.SigningSteps.Step;
import wariin.journal.Journal;
import wariin.signing.Authorization.State;
import wariin.signing.RemoteSignature;
import wariin.signing.Sweeping;
import wariin.tsa.ClockTrouble;

@ContractTest
class BrokenActTests {

    @Autowired
    Walk walk;

    @Autowired
    BreakableSteps steps;

    @Autowired
    Sweeping authorizations;

    @Autowired
    ContractSweeper contracts;

    @Autowired
    RemoteSignature signatures;

    @Autowired
    Journal journal;

    Walk.Person anna;
    Walk.Person ben;
    ContractId id;

    @BeforeEach
    void send() throws Exception {
        anna = walk.member("Anna", "A");
        ben = walk.member("Ben", "B");
        id = walk.sent(anna, Contract.Order.SEQUENTIAL, ben.side(Walk.place(1))).id();
        walk.sign(anna, id);
    }

    @AfterEach
    void mend() {
        steps.mend();
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "COMMITTED_9")
    void leavesNothingHalfAfterACrash(Step where) throws Exception {
        var prompt = walk.prompt(ben, id);
        steps.trouble(step -> {
            if (step == where) throw new BreakableSteps.Crash(step);
        });

        assertThatThrownBy(() -> walk.complete(ben, id, prompt)).isInstanceOf(BreakableSteps.Crash.class);

        steps.mend();
        nothingIsSigned(prompt);
        assertThat(state(prompt)).isEqualTo(State.RESERVED);
        authorizations.after(Duration.ofMinutes(3));
        contracts.sweep(walk.clock().instant().plus(Duration.ofMinutes(3)));
        assertThat(state(prompt)).isEqualTo(State.BURNED);
        assertThat(walk.sign(ben, id).state()).isEqualTo(ContractState.CONCLUDED);
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "COMMITTED_9")
    void burnsTheHashOfAnActThatFails(Step where) throws Exception {
        var prompt = walk.prompt(ben, id);
        steps.trouble(step -> {
            if (step == where) throw new IllegalStateException("broken at " + step);
        });

        assertThatThrownBy(() -> walk.complete(ben, id, prompt)).hasMessageContaining("broken at");

        steps.mend();
        nothingIsSigned(prompt);
        assertThat(state(prompt)).isEqualTo(State.BURNED);
        assertThat(walk.sign(ben, id).state()).isEqualTo(ContractState.CONCLUDED);
    }

    @Test
    void standsWhenTheCrashCameAfterTheLastTransaction() throws Exception {
        var prompt = walk.prompt(ben, id);
        steps.trouble(step -> {
            if (step == Step.COMMITTED_9) throw new BreakableSteps.Crash(step);
        });

        assertThatThrownBy(() -> walk.complete(ben, id, prompt)).isInstanceOf(BreakableSteps.Crash.class);

        steps.mend();
        assertThat(state(prompt)).isEqualTo(State.CONSUMED);
        var again = (SigningOutcome.Signed) walk.complete(ben, id, prompt);
        assertThat(again.contract().state()).isEqualTo(ContractState.CONCLUDED);
    }

    @Test
    void signsNothingWhenTheTimeCannotBeCertified() throws Exception {
        var prompt = walk.prompt(ben, id);
        steps.trouble(step -> {
            if (step == Step.SIGNED_6) throw ClockTrouble.now();
        });

        var outcome = walk.complete(ben, id, prompt);

        assertThat(outcome).isEqualTo(new SigningOutcome.TimeNotAvailable());
        nothingIsSigned(prompt);
        assertThat(state(prompt)).isEqualTo(State.BURNED);
    }

    private void nothingIsSigned(Prompt prompt) {
        var contract = walk.contracts().find(ben.user(), id).orElseThrow();
        assertThat(contract.state()).isEqualTo(ContractState.SENT);
        assertThat(contract.head()).isEqualTo(2);
        assertThat(contract.partyOf(ben.user().user()).orElseThrow().signed()).isFalse();
        assertThat(journal.about(id.toString()))
                .filteredOn(entry -> entry.act().kind().equals("contract-signed"))
                .hasSize(1);
        assertThat(walk.files().concluded(anna.user(), id)).isEmpty();
    }

    private State state(Prompt prompt) {
        return signatures.find(prompt.authorization().id()).orElseThrow().state();
    }
}
