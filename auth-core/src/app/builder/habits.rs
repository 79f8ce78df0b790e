//! Names that other libraries have for the methods of the builder. Each is an error that says what to write. The methods are
//! written out, since the compiler shows where a requirement comes from.

use super::AuthBuilder;
use crate::contract::AppState;

/// The requirement of `.authorize`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.authorize`: register the function with `.credentials::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait AuthorizeIsCredentials {}

/// The requirement of `.guard`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "a guard is not registered: take `Guard<{Self}>` as an argument of a handler",
    label = "not a method of the builder"
)]
pub trait GuardIsAnArgument {}

/// The requirement of `.event`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.event`: register the handler with `.on::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait EventIsOn {}

/// The requirement of `.update`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.update`: register the function with `.jwt_update::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait UpdateIsJwtUpdate {}

/// The requirement of `.access`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.access`: register the function with `.jwt_access::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait AccessIsJwtAccess {}

/// The requirement of `.user`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.user`: name the struct of the application's columns with `.users::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait UserIsUsers {}

/// The requirement of `.providers`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.providers`: add each with `.provider(…)`, `.email(…)`, `.passkey(…)` or `.credentials::<…>()`",
    label = "not a method of the builder"
)]
pub trait ProvidersOneByOne {}

/// The requirement of `.callbacks`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.callbacks`: register each function with `.sign_in::<…>()`, `.jwt::<…>()`, `.session::<…>()` or `.redirect::<…>()`",
    label = "not a method of the builder"
)]
pub trait CallbacksOneByOne {}

/// The requirement of `.events`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.events`: register each handler with `.on::<…>()`",
    label = "not a method of the builder"
)]
pub trait EventsOneByOne {}

/// The requirement of `.strategy`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.strategy`: sessions are tokens, or rows with `.database_sessions()`",
    label = "not a method of the builder"
)]
pub trait StrategyIsDatabaseSessions {}

/// The requirement of `.max_age`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.max_age`: write `.session_max_age(…)`",
    label = "not a method of the builder"
)]
pub trait MaxAgeOfSession {}

/// The requirement of `.update_age`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.update_age`: write `.session_update_age(…)`",
    label = "not a method of the builder"
)]
pub trait UpdateAgeOfSession {}

/// The requirement of `.trust_host`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.trust_host`: name the URL with `.url(…)`, or the hosts with `.trust_hosts(…)`",
    label = "not a method of the builder"
)]
pub trait TrustHosts {}

/// The requirement of `.use_secure_cookies`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.use_secure_cookies`: write `.secure_cookies(…)`",
    label = "not a method of the builder"
)]
pub trait SecureCookies {}

/// The requirement of `.debug`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.debug`: what happens is logged with `tracing`, under the target `auth`",
    label = "not a method of the builder"
)]
pub trait DebugIsTracing {}

/// The requirement of `.logger`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.logger`: what happens is logged with `tracing`, under the target `auth`",
    label = "not a method of the builder"
)]
pub trait LoggerIsTracing {}

/// The requirement of `.database`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.database`: write `.adapter(…)`",
    label = "not a method of the builder"
)]
pub trait DatabaseIsAdapter {}

/// The requirement of `.session_store`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.session_store`: write `.adapter(…)`, and `.database_sessions()` for sessions as rows",
    label = "not a method of the builder"
)]
pub trait StoreIsAdapter {}

/// The requirement of `.login_url`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.login_url`: pages of the application are set with `.pages(…)`",
    label = "not a method of the builder"
)]
pub trait LoginUrlIsPages {}

/// The requirement of `.rate_limit`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.rate_limit`: write `.sign_in_limit(…)` or `.account_limit(…)`",
    label = "not a method of the builder"
)]
pub trait RateLimitOfSignIns {}

/// The requirement of `.grants`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "a grants function is not registered: the enum that it returns knows it, and `Can<…>` in a handler asks it",
    label = "not a method of the builder"
)]
pub trait GrantsAreKnown {}

/// The requirement of `.permissions`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "permissions are not registered: `#[auth::grants]` on a function grants them, and `Can<…>` in a handler asks",
    label = "not a method of the builder"
)]
pub trait PermissionsAreKnown {}

/// The requirement of `.before_delete`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.before_delete`: register the function with `.delete_account::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait BeforeDeleteIsDeleteAccount {}

/// The requirement of `.api_key`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.api_key`: turn the kind of keys on with `.api_keys::<{Self}>()`",
    label = "not a method of the builder"
)]
pub trait ApiKeyIsApiKeys {}

impl<S: AppState, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn authorize<X: AuthorizeIsCredentials>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn guard<X: GuardIsAnArgument>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn event<X: EventIsOn>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn update<X: UpdateIsJwtUpdate>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn access<X: AccessIsJwtAccess>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn user<X: UserIsUsers>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn providers<X: ProvidersOneByOne>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn callbacks<X: CallbacksOneByOne>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn events<X: EventsOneByOne>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn strategy<X: StrategyIsDatabaseSessions>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn max_age<X: MaxAgeOfSession>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn update_age<X: UpdateAgeOfSession>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn trust_host<X: TrustHosts>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn use_secure_cookies<X: SecureCookies>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn debug<X: DebugIsTracing>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn logger<X: LoggerIsTracing>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn database<X: DatabaseIsAdapter>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn session_store<X: StoreIsAdapter>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn login_url<X: LoginUrlIsPages>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn rate_limit<X: RateLimitOfSignIns>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn grants<X: GrantsAreKnown>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn permissions<X: PermissionsAreKnown>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn before_delete<X: BeforeDeleteIsDeleteAccount>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn api_key<X: ApiKeyIsApiKeys>(self) -> Self {
        self
    }
}
