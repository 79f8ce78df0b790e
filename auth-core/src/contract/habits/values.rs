//! Guessed values, and functions of types that have no parameters.

use crate::contract::{
    CredentialsSignin, ProviderId, ProviderType, StoredId, User, UserId,
    callback::{
        event::{PasswordChange, SecondFactorChange},
        jwt::{Access, Trigger},
        redirect::Target,
        second_factor::SecondFactor,
        sign_in::SignIn,
        sign_up::{SignUp, SignUpRefused},
    },
};

/// Declares the requirement of guessed values of a type, and the values.
macro_rules! values {
    ($($Type:ident, $Habit:ident, $message:literal, $value:ident: $($name:ident)+;)*) => {$(
        #[doc(hidden)]
        #[diagnostic::on_unimplemented(message = $message, label = "there is no such value")]
        pub trait $Habit<'x> {}

        #[doc(hidden)]
        #[allow(non_upper_case_globals, missing_docs, reason = "nobody can name them")]
        impl $Type
        where
            for<'x> Self: $Habit<'x>,
        {
            $(pub const $name: Self = Self::$value;)+
        }
    )*};
}

values! {
    Access, AccessAllowsOrRevokes, "an access callback returns `Access::Allow` or `Access::Revoke`", Revoke:
        Deny Reject Forbid Forbidden Block Refuse Denied Revoked Expired Invalid Delete Logout SignOut No Fail False None
        Ok Accept Permit Grant Granted Allowed Yes Keep Valid Continue Pass True;
    SignIn, SignInAllowsOrDenies,
        "a sign-in guard returns `SignIn::Allow`, `SignIn::Deny` or `SignIn::redirect(\"/path\")`", Deny:
        Reject Refuse Forbid Forbidden Block Denied Fail Error No False Ban Cancel AccessDenied Unauthorized None
        Ok Accept Permit Grant Granted Allowed Yes True Success Continue Pass Next;
    Target, TargetIsHomeOrRequested,
        "a redirect callback returns `Target::Requested`, `Target::Home` or `Target::to(\"https://…\")`", Home:
        Base BaseUrl Root Index Default Start Origin Url CallbackUrl Callback Back Same Stay Allow Keep Referer None
        Path External Absolute Relative;
    Trigger, TriggerIsAtSignIn,
        "a jwt callback runs at `Trigger::SignIn` or `Trigger::SignUp`; the updates of Auth.js are `#[auth::jwt(update)]`", SignIn:
        Update Session Refresh Access Login Register Create NewUser Signup Signin Read SignOut;
    SecondFactor, SecondFactorIsOneOfThree,
        "a second-factor callback returns `SecondFactor::IfEnrolled`, `SecondFactor::Required` or `SecondFactor::NotNeeded`", Required:
        Optional Needed Always Never Skip NotRequired None Enrolled Enabled Disabled Allow Deny Yes No Mandatory Ask Totp Otp
        Default Off On Ignore Unneeded NotNecessary;
    SecondFactorChange, SecondFactorChangeIsOneOfFour,
        "the change is `Enrolled`, `Removed`, `NewRecoveryCodes` or `TooManyWrongCodes`, and others may follow", Removed:
        Enabled Disabled Added Created Deleted Activated Deactivated Enroled Updated Changed Used Failed WrongCode Locked
        RecoveryCodes Verified Set Reset;
    PasswordChange, PasswordChangeIsOneOfThree,
        "the change is `Set`, `Changed` or `Reset`, and others may follow", Changed:
        Updated Created New Forgotten Removed Deleted Recovered Replaced Added Expired Upgraded;
    ProviderType, ProviderTypeIsOneOfSeveral,
        "the kinds are `ProviderType::OAuth`, `Oidc`, `Email`, `Credentials`, `WebAuthn` and `Sms`", Credentials:
        Oauth OAuth2 OpenId OpenIdConnect OIDC Password Passkey Webauthn Magic MagicLink Mail Credential Form;
}

/// Declares the requirement of guessed functions of a type without parameters, and the functions. They are refused before their
/// arguments are looked at.
macro_rules! functions {
    ($($Type:ident, $Habit:ident, $message:literal: $($name:ident)+;)*) => {$(
        #[doc(hidden)]
        #[diagnostic::on_unimplemented(message = $message, label = "there is no such function")]
        pub trait $Habit<'x> {}

        #[doc(hidden)]
        #[allow(missing_docs, clippy::wrong_self_convention, clippy::len_without_is_empty, clippy::new_ret_no_self, reason = "nobody can call them")]
        impl $Type
        where
            for<'x> Self: $Habit<'x>,
        {
            $(pub fn $name(&self) {})+
        }
    )*};
}

functions! {
    UserId, UserIdIsAString,
        "a user ID is a string: `id.as_str()` borrows it, and `id.as_str().parse::<i64>()?` makes a number of it":
        parse as_bytes len is_empty starts_with ends_with trim to_lowercase contains split as_i64 as_u64 to_i64 to_u64 as_uuid
        to_uuid into_inner inner value unwrap chars;
    StoredId, StoredIdIsAString,
        "a stored ID is a string: `id.as_str()` borrows it, and `id.as_str().parse::<i64>()?` makes a number of it":
        parse as_bytes starts_with as_i64 as_u64 to_i64 to_u64 to_uuid into_inner inner value unwrap;
    ProviderId, ProviderIdIsAString,
        "the ID of a provider is a string: compare it with one, as in `account.provider == \"github\"`, or borrow it by `.as_str()`":
        starts_with ends_with contains len is_empty to_lowercase into_inner inner value eq_ignore_ascii_case;
    CredentialsSignin, CredentialsSigninHasACode,
        "a refusal has a code: write `CredentialsSignin::with_code(\"locked\")`, or `CredentialsSignin::default()`":
        new from_code message with_message custom error;
    SignUpRefused, SignUpRefusedHasAMessage, "a refusal has a message: write `SignUpRefused::with_message(\"…\")`":
        new code with_code custom error because;
    User, UserIsMadeByWith, "a user is made by `User::new(id)`, `.with_name(…)`, `.with_email(…)` and `.with_image(…)`":
        name email image with_id id set_name set_email set_image builder with_picture picture username with_username;
    SignUp, SignUpHasNameAndImage,
        "a new user has `.with_name(…)`, `.with_image(…)` and `.with_columns(…)`; the address is the proven one, and the password that of the form":
        with_email email with_password password name image with_id id with_role with_user builder set_name columns;
}
