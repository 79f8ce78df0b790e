//! The builder's method for codes by telephone, and its checks.

use super::*;
use crate::provider::sms::Sms;

/// Codes by telephone.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds a provider of codes that are sent to phones.
    ///
    /// Auth.js has none.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::SmsWithoutAdapter`] if there is no database
    /// ([`adapter`](Self::adapter) or [`database_sessions`](Self::database_sessions)), and [`BuildProblem::SmsPrefix`] if a
    /// prefix is not `+` and digits.
    ///
    /// ```
    /// use auth::{Auth, adapter::MemoryAdapter, provider::{Sms, sms::ConsoleChannel}};
    ///
    /// let builder = Auth::builder().adapter(MemoryAdapter::new()).sms(Sms::new(ConsoleChannel).prefixes(["+44"]));
    /// # let _ = builder;
    /// ```
    #[doc(alias("phone", "phone_number", "twilio", "text_message"))]
    pub fn sms(mut self, provider: Sms) -> Self {
        self.providers.push(Provider::Sms(Box::new(provider)));
        self
    }
}

/// Checks for a database, and for prefixes that no number has.
pub(super) fn check<S>(providers: &[Provider<S>], has_store: bool, problems: &mut Vec<BuildProblem>) {
    for provider in providers {
        let Provider::Sms(sms) = provider else { continue };
        if !has_store {
            problems.push(BuildProblem::SmsWithoutAdapter(sms.id.to_string()));
        }
        if !sms.has_valid_prefixes() {
            problems.push(BuildProblem::SmsPrefix(sms.id.to_string()));
        }
    }
}
