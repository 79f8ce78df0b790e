//! The builder's methods for the pages: which are built in, how they look, and what they say.

use super::*;

/// Pages.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Sets pages of the application that replace built-in ones. Default: the built-in pages.
    ///
    /// Auth.js: `pages`.
    #[doc(alias("page", "login_url"))]
    pub fn pages(mut self, pages: PagesOptions) -> Self {
        self.options.pages = pages;
        self
    }

    /// Sets colours and logo of the built-in pages. Default: neutral colours, light or dark as the visitor's system
    /// asks, and no logo.
    ///
    /// Auth.js: `theme`.
    #[doc(alias("brand"))]
    pub fn theme(mut self, theme: Theme) -> Self {
        self.options.theme = theme;
        self
    }

    /// Sets the words of the built-in pages and mails: another language, or other sentences. Default: those of Auth.js, in
    /// English.
    ///
    /// If several languages are turned on with [`languages`](Self::languages), these words are for a browser that requests
    /// none of the others, and take the place of the words of their language.
    ///
    /// ```
    /// use auth::{Auth, page::Words};
    ///
    /// let builder = Auth::builder().words(Words::GERMAN);
    /// # let _ = builder;
    /// ```
    ///
    /// Auth.js has no such option.
    #[doc(alias("language", "locale", "translation", "i18n"))]
    pub fn words(mut self, words: Words) -> Self {
        self.options.words = Some(words);
        self
    }

    /// Sets the languages of the built-in pages and mails, among which the header `Accept-Language` decides. The pages have
    /// the attribute `lang`, and the header `Vary`. Default: one language, that of [`words`](Self::words).
    ///
    /// ```
    /// use auth::{Auth, page::Languages};
    ///
    /// let builder = Auth::builder().languages(Languages::from_accept_language());
    /// # let _ = builder;
    /// ```
    ///
    /// Auth.js has no such option.
    #[doc(alias("accept_language", "locales", "i18n"))]
    pub fn languages(mut self, languages: Languages) -> Self {
        self.options.languages = languages;
        self
    }
}
