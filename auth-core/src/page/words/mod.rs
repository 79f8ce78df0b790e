//! The words of pages and mails. Each page, or group of pages, has a file with a struct of its sentences and one constant
//! per language, so that a language without a sentence does not compile.

mod account;
mod account_mail;
mod account_notice;
mod account_ways;
mod address;
mod common;
mod email;
mod error;
mod languages;
mod macros;
mod passkey;
mod password;
mod second_factor;
mod sentence;
mod sign_in;
mod sign_out;
mod sign_up;
mod sms;
mod step_up;
#[cfg(test)]
mod tests;
mod totp;

pub(crate) use self::languages::Wording;
pub use self::{
    account::AccountWords,
    account_mail::AccountMailWords,
    account_notice::AccountNoticeWords,
    account_ways::AccountWaysWords,
    address::AddressWords,
    common::CommonWords,
    email::EmailWords,
    error::ErrorWords,
    languages::Languages,
    passkey::PasskeyWords,
    password::PasswordWords,
    second_factor::SecondFactorWords,
    sentence::{Count, Sentence, Value},
    sign_in::SignInWords,
    sign_out::SignOutWords,
    sign_up::SignUpWords,
    sms::SmsWords,
    step_up::StepUpWords,
    totp::TotpWords,
};

/// Words without a value.
pub type Text = &'static str;

/// A sentence with one value.
pub type WithValue = fn(Value<'_>) -> Sentence<'_>;

/// A sentence with two values.
pub type WithTwoValues = for<'a> fn(Value<'a>, Value<'a>) -> Sentence<'a>;

/// A sentence with a number.
pub type WithCount = fn(Count) -> Sentence<'static>;

macros::words! {
    /// The words of all built-in pages and mails in one language.
    ///
    /// The constants are [`ENGLISH`](Self::ENGLISH), [`GERMAN`](Self::GERMAN), [`FRENCH`](Self::FRENCH) and
    /// [`SPANISH`](Self::SPANISH). Take one of them to change single sentences, in a form that later versions can extend:
    ///
    /// ```
    /// use auth::page::{SignInWords, Words};
    ///
    /// const WORDS: Words = Words {
    ///     sign_in: SignInWords {
    ///         heading: "Welcome back",
    ///         continue_to: |site| "to go on at " + site,
    ///         ..Words::ENGLISH.sign_in
    ///     },
    ///     ..Words::ENGLISH
    /// };
    /// ```
    ///
    /// Sentences with values are functions. The page escapes what they return.
    ///
    /// A language of your own is a constant with every field. A version that adds a sentence then does not compile until
    /// the sentence is translated.
    Words {
        /// The tag of the language (BCP 47), such as `en` or `pt-BR`: the `lang` of the pages.
        language: Text,
        /// Words that several pages have.
        common: CommonWords,
        /// The sign-in page.
        sign_in: SignInWords,
        /// The sign-out page.
        sign_out: SignOutWords,
        /// The pages and mails of the sign-up.
        sign_up: SignUpWords,
        /// The pages about failures.
        error: ErrorWords,
        /// The pages and the mail of magic links.
        email: EmailWords,
        /// The pages and the message of codes by telephone.
        sms: SmsWords,
        /// The pages and mails about the address of the signed-in user.
        address: AddressWords,
        /// The messages of the script for passkeys.
        passkey: PasskeyWords,
        /// The pages and mails about the password of a user.
        password: PasswordWords,
        /// The pages of a sign-in's second factor.
        second_factor: SecondFactorWords,
        /// The pages of authenticator applications.
        totp: TotpWords,
        /// The pages on which a signed-in user proves more.
        step_up: StepUpWords,
        /// The account page.
        account: AccountWords,
        /// The ways in on the account page.
        account_ways: AccountWaysWords,
        /// The notices of the account page.
        account_notice: AccountNoticeWords,
        /// The mails that tell a user about a change of the ways to sign in.
        account_mail: AccountMailWords,
    }
}

impl Words {
    /// The words in English, the default. Where Auth.js has the sentence, it is that of Auth.js.
    pub const ENGLISH: Self = Self {
        language: "en",
        common: CommonWords::ENGLISH,
        sign_in: SignInWords::ENGLISH,
        sign_out: SignOutWords::ENGLISH,
        sign_up: SignUpWords::ENGLISH,
        error: ErrorWords::ENGLISH,
        email: EmailWords::ENGLISH,
        sms: SmsWords::ENGLISH,
        address: AddressWords::ENGLISH,
        passkey: PasskeyWords::ENGLISH,
        password: PasswordWords::ENGLISH,
        second_factor: SecondFactorWords::ENGLISH,
        totp: TotpWords::ENGLISH,
        step_up: StepUpWords::ENGLISH,
        account: AccountWords::ENGLISH,
        account_ways: AccountWaysWords::ENGLISH,
        account_notice: AccountNoticeWords::ENGLISH,
        account_mail: AccountMailWords::ENGLISH,
    };

    /// The words in German.
    pub const GERMAN: Self = Self {
        language: "de",
        common: CommonWords::GERMAN,
        sign_in: SignInWords::GERMAN,
        sign_out: SignOutWords::GERMAN,
        sign_up: SignUpWords::GERMAN,
        error: ErrorWords::GERMAN,
        email: EmailWords::GERMAN,
        sms: SmsWords::GERMAN,
        address: AddressWords::GERMAN,
        passkey: PasskeyWords::GERMAN,
        password: PasswordWords::GERMAN,
        second_factor: SecondFactorWords::GERMAN,
        totp: TotpWords::GERMAN,
        step_up: StepUpWords::GERMAN,
        account: AccountWords::GERMAN,
        account_ways: AccountWaysWords::GERMAN,
        account_notice: AccountNoticeWords::GERMAN,
        account_mail: AccountMailWords::GERMAN,
    };

    /// The words in French.
    pub const FRENCH: Self = Self {
        language: "fr",
        common: CommonWords::FRENCH,
        sign_in: SignInWords::FRENCH,
        sign_out: SignOutWords::FRENCH,
        sign_up: SignUpWords::FRENCH,
        error: ErrorWords::FRENCH,
        email: EmailWords::FRENCH,
        sms: SmsWords::FRENCH,
        address: AddressWords::FRENCH,
        passkey: PasskeyWords::FRENCH,
        password: PasswordWords::FRENCH,
        second_factor: SecondFactorWords::FRENCH,
        totp: TotpWords::FRENCH,
        step_up: StepUpWords::FRENCH,
        account: AccountWords::FRENCH,
        account_ways: AccountWaysWords::FRENCH,
        account_notice: AccountNoticeWords::FRENCH,
        account_mail: AccountMailWords::FRENCH,
    };

    /// The words in Spanish.
    pub const SPANISH: Self = Self {
        language: "es",
        common: CommonWords::SPANISH,
        sign_in: SignInWords::SPANISH,
        sign_out: SignOutWords::SPANISH,
        sign_up: SignUpWords::SPANISH,
        error: ErrorWords::SPANISH,
        email: EmailWords::SPANISH,
        sms: SmsWords::SPANISH,
        address: AddressWords::SPANISH,
        passkey: PasskeyWords::SPANISH,
        password: PasswordWords::SPANISH,
        second_factor: SecondFactorWords::SPANISH,
        totp: TotpWords::SPANISH,
        step_up: StepUpWords::SPANISH,
        account: AccountWords::SPANISH,
        account_ways: AccountWaysWords::SPANISH,
        account_notice: AccountNoticeWords::SPANISH,
        account_mail: AccountMailWords::SPANISH,
    };
}
