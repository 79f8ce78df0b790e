//! The built-in pages, and the errors that pages of your own receive.
//!
//! The built-in pages are in English or in [other languages and words](Words), light or dark as the browser asks, and have no script except the one for
//! passkeys. [`Theme`](crate::config::Theme) changes their colours and logo;
//! [`PagesOptions`](crate::config::PagesOptions) replaces them with pages of the application.
//!
//! After a failure such a page is called with `?error=…`. The types of this module read that value:
//!
//! ```
//! use auth::page::SignInPageErrorParam;
//!
//! let error = SignInPageErrorParam::from_query("CredentialsSignin");
//! assert_eq!(error, Some(SignInPageErrorParam::CredentialsSignin));
//! ```

#[doc(inline)]
pub use auth_core::page::{
    AccountMailWords, AccountNoticeWords, AccountWaysWords, AccountWords, AddressWords, CommonWords, Count,
    EmailWords, ErrorPageParam, ErrorWords, Languages, PasskeyWords, PasswordWords, SecondFactorWords,
    Sentence, SignInPageErrorParam, SignInWords, SignOutWords, SmsWords, StepUpWords, Text, TotpWords, Value,
    WithCount, WithTwoValues, WithValue, Words,
};
