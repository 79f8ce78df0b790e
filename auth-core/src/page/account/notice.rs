//! The notices of the account page: what was changed, and what was not.

use crate::page::words::{Text, Words};

/// Declares the notices: the variant, its name in the query and in JSON, `ok` or `failed`, and the field of its words.
macro_rules! notices {
    ($($Variant:ident $name:literal $kind:ident $words:ident;)*) => {
        /// A notice of the account page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum AccountNotice {
            $($Variant,)*
        }

        impl AccountNotice {
            /// All notices.
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$Variant,)*];

            /// Returns the notice with this name; `None` if there is none.
            pub(crate) fn from_query(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$Variant),)*
                    _ => None,
                }
            }

            /// Returns the name.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)*
                }
            }

            /// Returns the message.
            pub(crate) fn message(self, words: &Words) -> Text {
                match self {
                    $(Self::$Variant => words.account_notice.$words,)*
                }
            }

            /// Returns `true` if something was not done.
            pub(crate) fn is_failure(self) -> bool {
                match self {
                    $(Self::$Variant => notices!(@ $kind),)*
                }
            }
        }
    };
    (@ ok) => { false };
    (@ failed) => { true };
}

notices! {
    Saved "saved" ok saved;
    SessionRevoked "session-revoked" ok session_revoked;
    OthersRevoked "others-revoked" ok others_revoked;
    PasskeyRenamed "passkey-renamed" ok passkey_renamed;
    PasskeyRemoved "passkey-removed" ok passkey_removed;
    AccountUnlinked "account-unlinked" ok account_unlinked;
    NumberRemoved "number-removed" ok number_removed;
    KeyRevoked "key-revoked" ok key_revoked;
    OthersRemain "others-remain" failed others_remain;
    Unknown "unknown" failed unknown;
    LastWayIn "last-way-in" failed last_way_in;
    ThisSession "this-session" failed this_session;
    NotRevocable "not-revocable" failed not_revocable;
    InvalidName "invalid-name" failed invalid_name;
    InvalidImage "invalid-image" failed invalid_image;
    InvalidNumber "invalid-number" failed invalid_number;
    CodeNotSent "code-not-sent" failed code_not_sent;
    NotConfirmed "not-confirmed" failed not_confirmed;
    DeletionRefused "deletion-refused" failed deletion_refused;
    Changed "changed" failed changed;
}
