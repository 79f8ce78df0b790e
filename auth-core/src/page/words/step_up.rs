//! The words of the pages on which a signed-in user proves more, or again.

use super::{Text, WithTwoValues, WithValue, macros::words};

words! {
    /// The words of the pages on which a signed-in user proves more, or again.
    StepUpWords {
        /// The line below the heading, with the host of the site.
        continue_to: WithValue,
        /// The line below the heading, with the host of the site and the user's e-mail address.
        continue_as: WithTwoValues,
        /// The message after a sign-in of another user.
        other_user: Text,
        /// The message after wrong credentials.
        wrong_details: Text,
        /// The message after any other failure.
        failed: Text,
        /// The sentence for a user without a second factor.
        second_step_missing: Text,
        /// The link to the page on which an authenticator application is set up.
        set_up_app: Text,
        /// The sentence for a user who cannot prove what is required.
        way_missing: Text,
        /// The label of the field for a code.
        code: Text,
        /// The sentence for a browser that has sent a form.
        form_unused: Text,
        /// The link that leaves the form open.
        confirm_in_new_tab: Text,
        /// The sentence on what to do after the confirmation in a new tab.
        reload_after: Text,
        /// The link that leaves the form.
        confirm_here: Text,
    }
}

impl StepUpWords {
    pub(super) const ENGLISH: Self = Self {
        continue_to: |site| "to continue to " + site,
        continue_as: |site, email| "to continue to " + site + " as " + email,
        other_user: "You are signed in with another account. Use that one, or sign out first.",
        wrong_details: "That did not work. Check the details you provided are correct.",
        failed: "That did not work. Please try again.",
        second_step_missing: "This page requires a second step, which your account does not have yet.",
        set_up_app: "Set up an authenticator app",
        way_missing: "This page requires a way to sign in that your account does not have.",
        code: "Code of your authenticator app, or a recovery code",
        form_unused: "Your form has not been used yet.",
        confirm_in_new_tab: "Confirm in a new tab",
        reload_after: "Then come back to this tab and reload it. Your browser sends the form again, with everything that you have entered.",
        confirm_here: "Confirm in this tab, and fill in the form again",
    };

    pub(super) const GERMAN: Self = Self {
        continue_to: |site| "und weiter zu " + site,
        continue_as: |site, email| "und weiter zu " + site + " als " + email,
        other_user: "Sie sind mit einem anderen Konto angemeldet. Verwenden Sie dieses, oder melden Sie sich zuerst ab.",
        wrong_details: "Das hat nicht funktioniert. Prüfen Sie, ob Ihre Angaben stimmen.",
        failed: "Das hat nicht funktioniert. Bitte versuchen Sie es erneut.",
        second_step_missing: "Diese Seite erfordert einen zweiten Schritt, den Ihr Konto noch nicht hat.",
        set_up_app: "Authenticator-App einrichten",
        way_missing: "Diese Seite erfordert eine Art der Anmeldung, die Ihr Konto nicht hat.",
        code: "Code Ihrer Authenticator-App oder ein Wiederherstellungscode",
        form_unused: "Ihr Formular wurde noch nicht verwendet.",
        confirm_in_new_tab: "In neuem Tab bestätigen",
        reload_after: "Kehren Sie danach zu diesem Tab zurück und laden Sie ihn neu. Ihr Browser sendet das Formular noch einmal, mit allem, was Sie eingegeben haben.",
        confirm_here: "In diesem Tab bestätigen und das Formular neu ausfüllen",
    };

    pub(super) const FRENCH: Self = Self {
        continue_to: |site| "pour continuer vers " + site,
        continue_as: |site, email| "pour continuer vers " + site + " en tant que " + email,
        other_user: "Vous êtes connecté avec un autre compte. Utilisez celui-ci ou déconnectez-vous d’abord.",
        wrong_details: "Cela n’a pas fonctionné. Vérifiez que vos informations sont correctes.",
        failed: "Cela n’a pas fonctionné. Veuillez réessayer.",
        second_step_missing: "Cette page exige une deuxième étape, que votre compte n’a pas encore.",
        set_up_app: "Configurer une application d’authentification",
        way_missing: "Cette page exige un mode de connexion que votre compte n’a pas.",
        code: "Code de votre application d’authentification ou code de secours",
        form_unused: "Votre formulaire n’a pas encore été utilisé.",
        confirm_in_new_tab: "Confirmer dans un nouvel onglet",
        reload_after: "Revenez ensuite à cet onglet et rechargez-le. Votre navigateur renvoie le formulaire avec tout ce que vous avez saisi.",
        confirm_here: "Confirmer dans cet onglet et remplir à nouveau le formulaire",
    };

    pub(super) const SPANISH: Self = Self {
        continue_to: |site| "para continuar en " + site,
        continue_as: |site, email| "para continuar en " + site + " como " + email,
        other_user: "Ha iniciado sesión con otra cuenta. Use esa cuenta o cierre la sesión primero.",
        wrong_details: "No ha funcionado. Compruebe que los datos son correctos.",
        failed: "No ha funcionado. Inténtelo de nuevo.",
        second_step_missing: "Esta página exige un segundo paso que su cuenta todavía no tiene.",
        set_up_app: "Configurar una aplicación de autenticación",
        way_missing: "Esta página exige una forma de iniciar sesión que su cuenta no tiene.",
        code: "Código de su aplicación de autenticación o código de recuperación",
        form_unused: "Su formulario todavía no se ha utilizado.",
        confirm_in_new_tab: "Confirmar en una pestaña nueva",
        reload_after: "Después vuelva a esta pestaña y recárguela. El navegador envía de nuevo el formulario con todo lo que ha escrito.",
        confirm_here: "Confirmar en esta pestaña y rellenar de nuevo el formulario",
    };
}
