//! The contents of mails: a link, a code, or both.

use crate::provider::one_time_code::CodeLength;

/// The contents of the mails of [`Email`](super::Email).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MailContent {
    /// A link.
    #[default]
    Link,
    /// A code.
    Code(CodeLength),
    /// A link and a code. Either of them signs in, and then neither works again.
    LinkAndCode(CodeLength),
}

impl MailContent {
    /// Returns `true` if the mail holds a link.
    pub(crate) fn has_link(self) -> bool {
        !matches!(self, Self::Code(_))
    }

    /// Returns the length of the code, if the mail holds one.
    pub(crate) fn code(self) -> Option<CodeLength> {
        match self {
            Self::Link => None,
            Self::Code(length) | Self::LinkAndCode(length) => Some(length),
        }
    }
}
