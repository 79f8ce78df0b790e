//! The words of the sign-out page.

use super::{Text, macros::words};

words! {
    /// The words of the sign-out page.
    SignOutWords {
        /// The title of the document.
        title: Text,
        /// The heading.
        heading: Text,
        /// The question.
        question: Text,
        /// The button that signs out.
        button: Text,
    }
}

impl SignOutWords {
    pub(super) const ENGLISH: Self = Self {
        title: "Sign Out",
        heading: "Signout",
        question: "Are you sure you want to sign out?",
        button: "Sign out",
    };

    pub(super) const GERMAN: Self = Self {
        title: "Abmelden",
        heading: "Abmelden",
        question: "Möchten Sie sich wirklich abmelden?",
        button: "Abmelden",
    };

    pub(super) const FRENCH: Self = Self {
        title: "Déconnexion",
        heading: "Déconnexion",
        question: "Voulez-vous vraiment vous déconnecter\u{a0}?",
        button: "Se déconnecter",
    };

    pub(super) const SPANISH: Self = Self {
        title: "Cerrar sesión",
        heading: "Cerrar sesión",
        question: "¿Seguro que desea cerrar la sesión?",
        button: "Cerrar sesión",
    };
}
