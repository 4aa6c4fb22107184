//! A figure in sentences, for who does not see it.

use super::layout::Said;
use crate::guide::{Dialog, Element, ElementKind, Part, Screen, ScreenKind, Words};

/// Says what stands on a screen, from top to bottom.
pub(super) fn describe(screen: &Screen, words: &Words, say: &dyn Fn(&Part) -> Said) -> String {
    let mut describe = Describe { words, say, sentences: Vec::new() };
    match &screen.kind {
        ScreenKind::Window { title, menu_bar } => {
            describe.with_words(&words.figure_window, title);
            describe.several(&words.figure_menu_bar, menu_bar, "");
        }
        ScreenKind::Browser { title, address } => {
            let sentence = words.figure_browser.replace("{address}", &address.0);
            describe.with_words(&sentence, title);
        }
        ScreenKind::Desktop { bar } => {
            describe.sentences.push(words.figure_desktop.to_string());
            describe.several(&words.figure_bar, bar, &words.figure_chosen);
        }
        ScreenKind::Dialog => {}
    }
    describe.elements(&screen.body);
    if let Some(Dialog { title, body }) = &screen.dialog {
        let alone = matches!(screen.kind, ScreenKind::Dialog);
        let sentence = if alone { &words.figure_dialog_alone } else { &words.figure_dialog };
        describe.with_words(sentence, title);
        describe.elements(body);
    }
    describe.sentences.join(&words.figure_between)
}

struct Describe<'a> {
    words: &'a Words,
    say: &'a dyn Fn(&Part) -> Said,
    sentences: Vec<String>,
}

impl Describe<'_> {
    fn elements(&mut self, elements: &[Element]) {
        let words = self.words;
        for Element { kind, parts } in elements {
            let (sentence, chosen) = match kind {
                ElementKind::Heading | ElementKind::Text => (&words.figure_text, ""),
                ElementKind::Field => (&words.figure_field, ""),
                ElementKind::Area => (&words.figure_area, ""),
                ElementKind::Checkbox => (&words.figure_checkbox, &*words.figure_ticked),
                ElementKind::Switch => (&words.figure_switch, &*words.figure_on),
                // A button that stands out is no more than that.
                ElementKind::Buttons => (&words.figure_buttons, ""),
                ElementKind::Radio => (&words.figure_radio, &*words.figure_chosen),
                ElementKind::List => (&words.figure_list, &*words.figure_chosen),
                ElementKind::Menu => (&words.figure_menu, ""),
                ElementKind::Tabs => (&words.figure_tabs, &*words.figure_chosen),
                ElementKind::Tools => (&words.figure_tools, ""),
                ElementKind::Screens => (&words.figure_screens, &*words.figure_chosen),
            };
            self.several(sentence, parts, chosen);
        }
    }

    fn several(&mut self, sentence: &str, parts: &[Part], chosen: &str) {
        if parts.is_empty() {
            return;
        }
        let said: Vec<String> = parts.iter().map(|part| self.part(part, chosen)).collect();
        let said = said.join(&self.words.name_separator);
        self.sentences.push(sentence.replace("{parts}", &said));
    }

    fn with_words(&mut self, sentence: &str, part: &Part) {
        let said = self.part(part, "");
        self.sentences.push(sentence.replace("{parts}", &said));
    }

    /// The words of a part in quotation marks, with its number, and what is special about it.
    fn part(&self, part: &Part, chosen: &str) -> String {
        let mut said = String::new();
        if let Some(mark) = part.mark {
            said.push(super::mark(mark));
            said.push(' ');
        }
        said += &self.words.figure_part.replace("{words}", &(self.say)(part).text);
        let states = [
            (part.is_chosen && !chosen.is_empty()).then_some(chosen),
            part.is_pointed_at.then_some(&*self.words.figure_pointer),
        ];
        for state in states.into_iter().flatten() {
            said = self.words.figure_state.replace("{part}", &said).replace("{state}", state);
        }
        said
    }
}
