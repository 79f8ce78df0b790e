//! Sign-in by e-mail address and password, with hashes in the database: the settings, and what a running application has
//! of them.

use std::{pin::Pin, sync::Arc, time::Duration};

use super::credentials::Credentials;
use crate::{
    check::password::{
        Argon2idCost, BreachQuery, CostError, PasswordError, PasswordHasher, PasswordRules, RefusedPassword,
    },
    config::TextList,
    contract::{
        AppState, BoxError, IntoText, KnownUser, Password, ProviderId, Result, Secret,
        callback::authorize::{AuthorizeCall, AuthorizeCallback},
        form::{CredentialsForm, Field, FieldError, FieldValue, FormInput},
    },
    random::Random,
    timer,
};

/// The minimum length of a password that is the only proof (NIST SP 800-63B-4).
pub(crate) const ALONE: usize = 15;
/// The minimum length of a password next to a second factor, and of every password.
pub(crate) const WITH_SECOND_FACTOR: usize = 8;
/// The maximum time for the service of breached passwords.
const BREACH_TIMEOUT: Duration = Duration::from_secs(3);

/// Checks a password against a hash that another program has left.
pub(crate) type LegacyCheck = Arc<dyn Fn(&Secret, &str) -> Result<bool, BoxError> + Send + Sync>;

type BreachFuture = Pin<Box<dyn Future<Output = Result<bool, BoxError>> + Send>>;
type BreachCheck = Arc<dyn Fn(BreachQuery) -> BreachFuture + Send + Sync>;

/// Sign-in by e-mail address and password: `.passwords(Passwords::new())`.
///
/// The database keeps the hashes (argon2id) in a table of their own. On the wire, it is the provider `credentials` of
/// Auth.js with the fields `email` and `password`.
///
/// A new password has at least 15 characters, or what [`min_length`](Self::min_length) says, and at most 1024 bytes. It may
/// have any characters, spaces and those beyond ASCII included, and needs no kind of them. It is refused if it is easily
/// guessed.
///
/// ```
/// # #[cfg(feature = "password")]
/// # fn main() {
/// use auth::{Auth, adapter::MemoryAdapter, provider::Passwords};
///
/// let builder = Auth::builder()
///     .adapter(MemoryAdapter::new())
///     .passwords(Passwords::new().words(["Acme"]));
/// # let _ = builder;
/// # }
/// # #[cfg(not(feature = "password"))]
/// # fn main() {}
/// ```
#[must_use = "add it to the builder: `.passwords(…)`"]
pub struct Passwords {
    name: String,
    pub(crate) has_form: bool,
    pub(crate) min_length: Option<usize>,
    words: Vec<String>,
    cost: Result<Argon2idCost, CostError>,
    width: Option<usize>,
    patience: Duration,
    breach: Option<BreachCheck>,
    refuses_unchecked: bool,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            name: "Password".to_owned(),
            has_form: true,
            min_length: None,
            words: Vec::new(),
            cost: Ok(Argon2idCost::OWASP),
            width: None,
            patience: Duration::from_secs(5),
            breach: None,
            refuses_unchecked: false,
        }
    }
}

/// The requirement of `.legacy_password` here, which no type meets.
#[diagnostic::on_unimplemented(
    message = "the function is registered at the builder: `Auth::builder().passwords(…).legacy_password::<{Self}>()`",
    label = "not a method of `Passwords`"
)]
pub trait LegacyPasswordOfTheBuilder {}

/// The requirement of `.sign_up` here, which no type meets.
#[diagnostic::on_unimplemented(
    message = "the function is registered at the builder: `Auth::builder().passwords(…).sign_up::<{Self}>()`",
    label = "not a method of `Passwords`"
)]
pub trait SignUpOfTheBuilder {}

impl Passwords {
    #[doc(hidden)]
    pub fn legacy_password<X: LegacyPasswordOfTheBuilder>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn sign_up<X: SignUpOfTheBuilder>(self) -> Self {
        self
    }

    /// Creates the settings with their defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name on the button of the sign-in page: "Sign in with …". Default: `Password`.
    pub fn name(mut self, name: impl IntoText<String>) -> Self {
        self.name = name.into_text();
        self
    }

    /// Leaves the sign-in form to the application. Its `#[auth::authorize]` takes
    /// [`PasswordCheck`](crate::contract::callback::password_check::PasswordCheck) to check passwords.
    pub fn own_form(mut self) -> Self {
        self.has_form = false;
        self
    }

    /// Sets the minimum length of new passwords, in characters after Unicode normalization. Default: 15, and 8 if
    /// `.second_factor::<…>()` asks for a second factor.
    ///
    /// NIST SP 800-63B-4 requires 15 for a password that is the only proof, and 8 for one next to a second factor. With less
    /// than 15 and no `.second_factor::<…>()`, `build()` logs a warning; with less than 8, it reports
    /// `BuildProblem::PasswordLength`.
    pub fn min_length(mut self, characters: usize) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// Adds words that are easily guessed at this service, such as its name. A password that consists of such words is
    /// refused, as one of the user's own name and e-mail address always is.
    pub fn words(mut self, words: impl TextList) -> Self {
        self.words.extend(words.into_texts());
        self
    }

    /// Sets the cost of argon2id: memory in KiB, passes and lanes. Default: 19456, 2 and 1, as OWASP recommends.
    ///
    /// A hash with another cost is replaced when its user signs in. Until then, a check of that user takes another time than
    /// one of an unknown user. `build()` reports `BuildProblem::PasswordCost` for a cost that argon2id does not have, and
    /// logs a warning for one that is weaker than what OWASP recommends.
    pub fn argon2id(mut self, memory_kib: u32, passes: u32, lanes: u32) -> Self {
        self.cost = Argon2idCost::new(memory_kib, passes, lanes);
        self
    }

    /// Sets how many hashes are computed at a time. Each takes its memory and one core. Default: the number of cores.
    pub fn concurrent_hashes(mut self, hashes: usize) -> Self {
        self.width = Some(hashes);
        self
    }

    /// Sets how long a sign-in waits for its turn before it is refused with the status 503. Default: 5 seconds.
    pub fn max_wait(mut self, time: Duration) -> Self {
        self.patience = time;
        self
    }

    /// Sets the function that asks a service whether a new password was in a breach. It gets the first digits of a hash, never
    /// the password. If it fails, or takes more than three seconds, that is logged and the password is accepted, unless
    /// [`refuse_unchecked`](Self::refuse_unchecked) is set.
    ///
    /// ```
    /// # #[cfg(feature = "password")]
    /// # fn main() {
    /// use auth::{Result, provider::{BreachQuery, Passwords}};
    ///
    /// let passwords = Passwords::new().breach_check(|query: BreachQuery| async move {
    ///     // `fetch` requests https://api.pwnedpasswords.com/range/{prefix} by the HTTP client of the application.
    ///     Ok(query.is_in(&fetch(query.prefix()).await?))
    /// });
    /// # let _ = passwords;
    /// # async fn fetch(_: &str) -> Result<String> { Ok(String::new()) }
    /// # }
    /// # #[cfg(not(feature = "password"))]
    /// # fn main() {}
    /// ```
    pub fn breach_check<F, Fut>(mut self, check: F) -> Self
    where
        F: Fn(BreachQuery) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<bool, BoxError>> + Send + 'static,
    {
        self.breach = Some(Arc::new(move |query| Box::pin(check(query))));
        self
    }

    /// Refuses a new password that the service of breached passwords could not check. Default: it is accepted.
    pub fn refuse_unchecked(mut self) -> Self {
        self.refuses_unchecked = true;
        self
    }

    /// Returns the cost.
    ///
    /// # Errors
    /// Fails if argon2id does not have it.
    pub(crate) fn cost(&self) -> Result<&Argon2idCost, CostError> {
        self.cost.as_ref().map_err(|error| *error)
    }

    /// Returns the sign-in form.
    pub(crate) fn provider<S: AppState>(&self) -> Credentials<S> {
        let mut form =
            Credentials::new::<EmailAndPassword>(ProviderId::new("credentials"), self.name.clone());
        form.is_built_in = true;
        form
    }

    /// Returns what a running application has of the settings.
    pub(crate) fn service(self, asks_second_factor: bool, legacy: Option<LegacyCheck>) -> PasswordService {
        let default = if asks_second_factor { WITH_SECOND_FACTOR } else { ALONE };
        let cost = self.cost.unwrap_or(Argon2idCost::OWASP);
        PasswordService {
            hasher: PasswordHasher::new(cost, self.width, self.patience),
            rules: Arc::new(PasswordRules {
                min_length: self.min_length.unwrap_or(default),
                words: self.words,
            }),
            breach: self.breach,
            refuses_unchecked: self.refuses_unchecked,
            legacy,
        }
    }
}

/// The passwords of a running application.
pub(crate) struct PasswordService {
    pub(crate) hasher: PasswordHasher,
    rules: Arc<PasswordRules>,
    breach: Option<BreachCheck>,
    refuses_unchecked: bool,
    legacy: Option<LegacyCheck>,
}

impl PasswordService {
    /// Returns the least number of characters of a new password.
    #[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a sign-up needs mails"))]
    pub(crate) fn min_length(&self) -> usize {
        self.rules.min_length
    }

    /// Checks a new password by the rules. `about` are the name and the e-mail address of its user.
    pub(crate) async fn check(&self, password: &Password, about: Vec<String>) -> Result<(), PasswordError> {
        let (rules, typed) = (self.rules.clone(), password.typed().cloned());
        let checked = self.hasher.run(move || rules.check(typed.as_ref(), &about)).await?;
        checked?;
        match (&self.breach, password.typed()) {
            (Some(breach), Some(typed)) => {
                self.ask(breach(BreachQuery::new(typed))).await.map_err(PasswordError::Refused)
            }
            _ => Ok(()),
        }
    }

    async fn ask(&self, answer: BreachFuture) -> Result<(), RefusedPassword> {
        let cause = match timer::timeout(BREACH_TIMEOUT, answer).await {
            Some(Ok(true)) => return Err(RefusedPassword::Breached),
            Some(Ok(false)) => return Ok(()),
            Some(Err(error)) => error,
            None => "it took more than 3 seconds".into(),
        };
        tracing::warn!(target: "auth", help = "breaches_not_checked", %cause, "a new password could not be checked for breaches");
        if self.refuses_unchecked { Err(RefusedPassword::Unchecked) } else { Ok(()) }
    }

    /// Checks a password against a hash that another program has left. A hash that cannot be checked is logged, and the
    /// password counts as wrong.
    pub(crate) async fn verify_foreign(
        &self,
        password: &Password,
        hash: &Secret,
    ) -> Result<bool, PasswordError> {
        let (Some(legacy), Some(typed)) = (self.legacy.clone(), password.typed().cloned()) else {
            tracing::error!(
                target: "auth",
                help = "foreign_hash",
                "the stored hash of a user's password is not one of argon2, so the user cannot sign in by password: \
                 `.legacy_password::<…>()` on the builder checks hashes of other programs"
            );
            return Ok(false);
        };
        let hash = hash.clone();
        let checked = self.hasher.run(move || legacy(&typed, hash.expose())).await?;
        checked.or_else(|error| {
            tracing::error!(
                target: "auth",
                %error,
                help = "foreign_hash",
                "the legacy-password function could not check a stored hash"
            );
            Ok(false)
        })
    }

    /// Hashes a password. Returns `None` if it is too long.
    pub(crate) async fn hash(
        &self,
        password: &Password,
        random: &dyn Random,
    ) -> Result<Option<Secret>, PasswordError> {
        self.hasher.hash(password, random).await
    }
}

/// The built-in sign-in form.
struct EmailAndPassword {
    email: String,
    password: Password,
}

impl CredentialsForm for EmailAndPassword {
    const FIELDS: &'static [Field] = &[
        Field::new("email", "email").with_label("Email").with_placeholder("email@example.com").required(),
        Field::new("password", "password").with_label("Password").required(),
    ];

    fn parse(input: &dyn FormInput) -> Result<Self, FieldError> {
        Ok(Self {
            email: String::parse("email", input.text("email"))?,
            password: Password::parse("password", input.text("password"))?,
        })
    }
}

impl<S: AppState> AuthorizeCallback<S> for EmailAndPassword {
    type Form = Self;
    type Outcome = Result<Option<KnownUser>>;

    async fn call(call: AuthorizeCall<'_, S>, form: Self) -> Self::Outcome {
        call.passwords.by_email(&form.email, &form.password).await
    }
}
