//! The notices of the account page: what was changed, and what was not.

/// Declares the notices: the variant, its name in the query and in JSON, `ok` or `failed`, and the message.
macro_rules! notices {
    ($($Variant:ident $name:literal $kind:ident $message:literal;)*) => {
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
            pub(crate) fn message(self) -> &'static str {
                match self {
                    $(Self::$Variant => $message,)*
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
    Saved "saved" ok "Your profile is saved.";
    SessionRevoked "session-revoked" ok "The device is signed out.";
    OthersRevoked "others-revoked" ok "You are signed out everywhere else.";
    PasskeyRenamed "passkey-renamed" ok "The passkey is renamed.";
    PasskeyRemoved "passkey-removed" ok "The passkey is removed, and your other devices are signed out.";
    AccountUnlinked "account-unlinked" ok "The account is unlinked, and your other devices are signed out.";
    KeyRevoked "key-revoked" ok "The API key does not work any more.";
    OthersRemain "others-remain" failed "This was done, but you may still be signed in on other devices. Sign out everywhere else.";
    Unknown "unknown" failed "This does not exist any more. Nothing was changed.";
    LastWayIn "last-way-in" failed "This is your last way to sign in. Add another one before you remove it.";
    ThisSession "this-session" failed "This is the session that you are using. Sign out to end it.";
    NotRevocable "not-revocable" failed "Other sessions cannot be ended here.";
    InvalidName "invalid-name" failed "The name is too long, or has more than one line.";
    InvalidImage "invalid-image" failed "The picture has to be the address of an image, beginning with https://.";
    NotConfirmed "not-confirmed" failed "What you typed does not match, so your account was not deleted.";
    DeletionRefused "deletion-refused" failed "Your account could not be deleted. Please contact the people who run this site.";
    Changed "changed" failed "Your account has changed in the meantime. Please try again.";
}
