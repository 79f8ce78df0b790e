//! The words of the pages of a sign-in's second factor.

use super::{Text, WithValue, macros::words};

words! {
    /// The words of the pages of a sign-in's second factor.
    SecondFactorWords {
        /// The sentence above the field for a code, with the host of the site.
        code_prompt: WithValue,
        /// The sentence above the field for a recovery code, with the host of the site.
        recovery_prompt: WithValue,
        /// The sentence if only a passkey can be used, with the host of the site.
        needed: WithValue,
        /// The label of the field for a code.
        code: Text,
        /// The label of the field for a recovery code.
        recovery_code: Text,
        /// The link to the field for a code.
        use_app: Text,
        /// The link to the field for a recovery code.
        use_recovery_code: Text,
        /// The button that uses a passkey.
        use_passkey: Text,
        /// Title and heading of the page on which an authenticator application is set up.
        enrol_title: Text,
        /// The sentence of the page on which an authenticator application is set up, with the host of the site.
        enrol: WithValue,
        /// Title and heading of the page with the recovery codes.
        codes_title: Text,
        /// The sentence above the recovery codes.
        codes: Text,
        /// The button below the recovery codes.
        codes_kept: Text,
    }
}

impl SecondFactorWords {
    pub(super) const ENGLISH: Self = Self {
        code_prompt: |site| "Enter the code that your authenticator app shows for " + site + ".",
        recovery_prompt: |site| {
            "Enter one of the recovery codes that you have kept for " + site + ". Each works once."
        },
        needed: |site| "Your account at " + site + " needs two-step verification.",
        code: "Code",
        recovery_code: "Recovery code",
        use_app: "Use your authenticator app",
        use_recovery_code: "Use a recovery code",
        use_passkey: "Use a passkey",
        enrol_title: "Set up your authenticator app",
        enrol: |site| {
            "Your account at "
                + site
                + " needs two-step verification. Scan this code with an authenticator app, then enter the code that it \
                   shows."
        },
        codes_title: "Keep your recovery codes",
        codes: "Each of them signs you in once if you lose your authenticator app. They are not shown again.",
        codes_kept: "I have kept them",
    };

    pub(super) const GERMAN: Self = Self {
        code_prompt: |site| "Geben Sie den Code ein, den Ihre Authenticator-App für " + site + " anzeigt.",
        recovery_prompt: |site| {
            "Geben Sie einen der Wiederherstellungscodes ein, die Sie für "
                + site
                + " aufbewahrt haben. Jeder funktioniert einmal."
        },
        needed: |site| "Ihr Konto bei " + site + " erfordert die Bestätigung in zwei Schritten.",
        code: "Code",
        recovery_code: "Wiederherstellungscode",
        use_app: "Authenticator-App verwenden",
        use_recovery_code: "Wiederherstellungscode verwenden",
        use_passkey: "Passkey verwenden",
        enrol_title: "Authenticator-App einrichten",
        enrol: |site| {
            "Ihr Konto bei "
                + site
                + " erfordert die Bestätigung in zwei Schritten. Scannen Sie diesen Code mit einer Authenticator-App, und \
                   geben Sie dann den Code ein, den sie anzeigt."
        },
        codes_title: "Bewahren Sie Ihre Wiederherstellungscodes auf",
        codes: "Mit jedem können Sie sich einmal anmelden, wenn Sie Ihre Authenticator-App verlieren. Sie werden nicht noch \
                einmal angezeigt.",
        codes_kept: "Ich habe sie aufbewahrt",
    };

    pub(super) const FRENCH: Self = Self {
        code_prompt: |site| {
            "Saisissez le code que votre application d’authentification affiche pour " + site + "."
        },
        recovery_prompt: |site| {
            "Saisissez l’un des codes de secours que vous avez conservés pour "
                + site
                + ". Chacun ne fonctionne qu’une fois."
        },
        needed: |site| "Votre compte sur " + site + " exige une validation en deux étapes.",
        code: "Code à usage unique",
        recovery_code: "Code de secours",
        use_app: "Utiliser votre application d’authentification",
        use_recovery_code: "Utiliser un code de secours",
        use_passkey: "Utiliser une clé d’accès",
        enrol_title: "Configurez votre application d’authentification",
        enrol: |site| {
            "Votre compte sur "
                + site
                + " exige une validation en deux étapes. Scannez ce code avec une application d’authentification, puis \
                   saisissez le code qu’elle affiche."
        },
        codes_title: "Conservez vos codes de secours",
        codes: "Chacun vous permet de vous connecter une fois si vous perdez votre application d’authentification. Ils ne \
                seront plus affichés.",
        codes_kept: "Je les ai conservés",
    };

    pub(super) const SPANISH: Self = Self {
        code_prompt: |site| {
            "Introduzca el código que muestra su aplicación de autenticación para " + site + "."
        },
        recovery_prompt: |site| {
            "Introduzca uno de los códigos de recuperación que ha guardado para "
                + site
                + ". Cada uno funciona una sola vez."
        },
        needed: |site| "Su cuenta en " + site + " exige la verificación en dos pasos.",
        code: "Código",
        recovery_code: "Código de recuperación",
        use_app: "Usar la aplicación de autenticación",
        use_recovery_code: "Usar un código de recuperación",
        use_passkey: "Usar una llave de acceso",
        enrol_title: "Configure su aplicación de autenticación",
        enrol: |site| {
            "Su cuenta en "
                + site
                + " exige la verificación en dos pasos. Escanee este código con una aplicación de autenticación y después \
                   introduzca el código que muestra."
        },
        codes_title: "Guarde sus códigos de recuperación",
        codes: "Cada uno le permite iniciar sesión una vez si pierde su aplicación de autenticación. No se volverán a \
                mostrar.",
        codes_kept: "Los he guardado",
    };
}
