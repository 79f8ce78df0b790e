//! The steps of a story, and how a seed makes one.

use crate::{people::BROWSERS, seed::Dice, site::Sessions};

/// What somebody does, or what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Asks for a magic link to the own address, and opens it, sometimes in another browser.
    Link,
    /// The attacker asks for a link to the address of another person.
    LinkForOther,
    /// Opens any link of the own mailbox again.
    OpenAgain,
    /// Signs in through the provider that verifies addresses.
    Sure,
    /// Signs in through the provider that does not. The attacker may claim an address there.
    Loose,
    /// Signs in by the form of the application. The attacker may claim an address there.
    Form,
    /// Registers a passkey. The attacker may claim an address if nobody is signed in.
    AddPasskey,
    /// Signs in by a passkey.
    Passkey,
    /// Repeats what has worked once: a callback or an answer of a passkey with all cookies, or a spent link.
    Replay,
    /// The attacker sends the browser of another person to the end of a sign-in of the attacker's.
    LoginCsrf,
    Read,
    Update,
    Pages,
    SignOut,
    /// Ends all sessions of the signed-in user.
    Everywhere,
    /// Time passes.
    Pass,
    /// The clock of one process steps forth or back.
    Skew,
    /// A process is started anew.
    Restart,
}

/// A step of a story.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) kind: Kind,
    pub(crate) browser: usize,
    pub(crate) process: usize,
    /// The process that serves the second half of the step.
    pub(crate) then: usize,
    /// A number for further choices.
    pub(crate) pick: usize,
    /// `true` if the step runs at the same time as the one before.
    pub(crate) joined: bool,
    /// The most failures that are injected.
    pub(crate) failures: u8,
    /// The seed of the failures and pauses.
    pub(crate) dice: u64,
}

/// A story: the kind of sessions, and what happens.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) seed: u64,
    pub(crate) sessions: Sessions,
    pub(crate) steps: Vec<Step>,
}

const KINDS: [(usize, Kind); 18] = [
    (10, Kind::Link),
    (3, Kind::LinkForOther),
    (4, Kind::OpenAgain),
    (8, Kind::Sure),
    (7, Kind::Loose),
    (7, Kind::Form),
    (9, Kind::AddPasskey),
    (8, Kind::Passkey),
    (6, Kind::Replay),
    (3, Kind::LoginCsrf),
    (9, Kind::Read),
    (3, Kind::Update),
    (2, Kind::Pages),
    (6, Kind::SignOut),
    (3, Kind::Everywhere),
    (5, Kind::Pass),
    (3, Kind::Skew),
    (3, Kind::Restart),
];

impl Story {
    /// Makes the story of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Dice::of(seed ^ 0x5151_7a7a_0051_0051);
        let sessions =
            dice.weighed(&[(3, Sessions::Rows), (3, Sessions::RevocableTokens), (2, Sessions::Tokens)]);
        // Some worlds are calm, so that a broken invariant is not excused by a failure.
        let most_failures = dice.weighed(&[(1, 0), (3, 1), (1, 2)]);
        let steps = (0..dice.below(24) + 8).map(|_| Step::of(&mut dice, most_failures)).collect();
        Self { seed, sessions, steps }
    }

    /// Returns the steps that run at the same time, in order.
    pub(crate) fn rounds(&self) -> Vec<&[Step]> {
        self.steps.chunk_by(|_, next| next.joined).collect()
    }
}

impl Step {
    fn of(dice: &mut Dice, most_failures: u8) -> Self {
        Self {
            kind: dice.weighed(&KINDS),
            browser: dice.below(BROWSERS.len()),
            process: dice.below(2),
            then: dice.below(2),
            pick: dice.below(1 << 16),
            joined: dice.once_in(3),
            failures: if dice.once_in(2) { most_failures } else { 0 },
            dice: dice.number(),
        }
    }
}
