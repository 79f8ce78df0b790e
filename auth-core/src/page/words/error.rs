//! The words of the pages about failures.

use super::{Text, macros::words};

words! {
    /// The words of the error page, and of the page for a user who may not open a page.
    ErrorWords {
        /// The title of the error page.
        title: Text,
        /// The heading after an error of the server or its configuration.
        server_heading: Text,
        /// The sentence about an error of the server or its configuration.
        server_problem: Text,
        /// The advice after an error of the server or its configuration.
        server_advice: Text,
        /// The heading after a refused sign-in.
        refused_heading: Text,
        /// The sentence about a refused sign-in.
        refused: Text,
        /// The heading after a magic link that does not work.
        link_heading: Text,
        /// The sentence about a magic link that does not work.
        link_invalid: Text,
        /// The possible reasons for which a magic link does not work.
        link_reason: Text,
        /// The heading after a sign-out that could not be stored.
        sign_out_heading: Text,
        /// The sentence about a sign-out that could not be stored.
        sign_out_problem: Text,
        /// The advice after a sign-out that could not be stored.
        sign_out_advice: Text,
        /// The heading after any other error.
        other_heading: Text,
        /// Title and heading of the page for a user who may not open a page.
        forbidden_heading: Text,
        /// The sentence for a user who may not open a page.
        forbidden: Text,
    }
}

impl ErrorWords {
    pub(super) const ENGLISH: Self = Self {
        title: "Error",
        server_heading: "Server error",
        server_problem: "There is a problem with the server configuration.",
        server_advice: "Check the server logs for more information.",
        refused_heading: "Access Denied",
        refused: "You do not have permission to sign in.",
        link_heading: "Unable to sign in",
        link_invalid: "The sign in link is no longer valid.",
        link_reason: "It may have been used already or it may have expired.",
        sign_out_heading: "Signed out in this browser",
        sign_out_problem: "You may still be signed in elsewhere, because the sign-out could not be stored.",
        sign_out_advice: "To be sure, sign in and sign out again later.",
        other_heading: "Error",
        forbidden_heading: "Access denied",
        forbidden: "Your account may not open this page.",
    };

    pub(super) const GERMAN: Self = Self {
        title: "Fehler",
        server_heading: "Serverfehler",
        server_problem: "Es gibt ein Problem mit der Konfiguration des Servers.",
        server_advice: "Weitere Informationen stehen im Protokoll des Servers.",
        refused_heading: "Zugriff verweigert",
        refused: "Sie haben keine Berechtigung, sich anzumelden.",
        link_heading: "Anmeldung nicht möglich",
        link_invalid: "Der Anmeldelink ist nicht mehr gültig.",
        link_reason: "Er wurde vielleicht schon verwendet oder ist abgelaufen.",
        sign_out_heading: "In diesem Browser abgemeldet",
        sign_out_problem: "Möglicherweise sind Sie anderswo noch angemeldet, weil die Abmeldung nicht gespeichert werden konnte.",
        sign_out_advice: "Um sicherzugehen, melden Sie sich später noch einmal an und wieder ab.",
        other_heading: "Fehler",
        forbidden_heading: "Zugriff verweigert",
        forbidden: "Mit Ihrem Konto können Sie diese Seite nicht öffnen.",
    };

    pub(super) const FRENCH: Self = Self {
        title: "Erreur",
        server_heading: "Erreur du serveur",
        server_problem: "Il y a un problème de configuration du serveur.",
        server_advice: "Consultez les journaux du serveur pour en savoir plus.",
        refused_heading: "Accès refusé",
        refused: "Vous n’êtes pas autorisé à vous connecter.",
        link_heading: "Connexion impossible",
        link_invalid: "Le lien de connexion n’est plus valable.",
        link_reason: "Il a peut-être déjà été utilisé ou a expiré.",
        sign_out_heading: "Déconnecté dans ce navigateur",
        sign_out_problem: "Vous êtes peut-être encore connecté ailleurs, car la déconnexion n’a pas pu être enregistrée.",
        sign_out_advice: "Par sécurité, connectez-vous puis déconnectez-vous à nouveau plus tard.",
        other_heading: "Erreur",
        forbidden_heading: "Accès refusé",
        forbidden: "Votre compte ne permet pas d’ouvrir cette page.",
    };

    pub(super) const SPANISH: Self = Self {
        title: "Error",
        server_heading: "Error del servidor",
        server_problem: "Hay un problema con la configuración del servidor.",
        server_advice: "Consulte los registros del servidor para obtener más información.",
        refused_heading: "Acceso denegado",
        refused: "No tiene permiso para iniciar sesión.",
        link_heading: "No es posible iniciar sesión",
        link_invalid: "El enlace de inicio de sesión ya no es válido.",
        link_reason: "Es posible que ya se haya utilizado o que haya caducado.",
        sign_out_heading: "Sesión cerrada en este navegador",
        sign_out_problem: "Es posible que la sesión siga abierta en otro lugar, porque no se ha podido guardar el cierre de sesión.",
        sign_out_advice: "Para mayor seguridad, inicie sesión y vuelva a cerrarla más tarde.",
        other_heading: "Error",
        forbidden_heading: "Acceso denegado",
        forbidden: "Su cuenta no permite abrir esta página.",
    };
}
