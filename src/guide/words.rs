//! The theme's own words, one language of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// Every word the templates need; `content/ui.yaml` has one entry for each field.
        #[derive(Clone, Debug, Serialize)]
        pub struct Words {
            $($(#[$doc])* pub $name: Arc<str>,)*
        }

        impl Words {
            /// The keys of `content/ui.yaml`.
            pub const KEYS: &[&str] = &[$(stringify!($name)),*];

            /// Takes the words by key; `None` if one is missing.
            #[must_use]
            pub fn from_map(map: &BTreeMap<String, Arc<str>>) -> Option<Self> {
                Some(Self { $($name: map.get(stringify!($name))?.clone(),)* })
            }
        }
    };
}

words! {
    /// First link of a page, for the keyboard.
    skip_to_content
    /// The name of the navigation.
    menu
    /// The name of the page's contents.
    on_this_page
    /// Above the contact.
    stuck
    /// The link to the page before.
    previous
    /// The link to the page after.
    next
    /// Short link to the check page.
    go_check
    /// Short link to the join page.
    go_join
    /// Short link to the access page.
    go_prepare
    /// First action of the home page.
    action_check
    /// What it does.
    action_check_text
    /// Second action of the home page.
    action_join
    /// What it does.
    action_join_text
    /// Third action of the home page.
    action_prepare
    /// What it does.
    action_prepare_text
    /// Beside the box of an action that is done.
    done
    /// When every action is done.
    ready
    /// Heading of what support can and cannot do.
    highlights
    /// Title of the home page in the navigation.
    home_title
    /// Title of the check page.
    check_title
    /// Its lead.
    check_lead
    /// A requirement without which nothing works.
    level_required
    /// A requirement without which it is harder.
    level_recommended
    /// A requirement of some cases.
    level_optional
    /// Used in every session.
    used_always
    /// Used in many sessions.
    used_often
    /// Used seldom.
    used_rarely
    /// Heading of the list of browsers.
    browsers_title
    /// Above the list of browsers.
    browsers_lead
    /// Title of the access page.
    access_title
    /// Its lead.
    access_lead
    /// Heading above the lists by case.
    preparation
    /// Above the choice of a case.
    choose_case
    /// Every case.
    all_cases
    /// `{case}`: heading of one list.
    preparation_for
    /// When nothing needs to be ready.
    preparation_none
    /// Heading above the matrix.
    matrix
    /// Caption of the matrix.
    matrix_caption
    /// Heading above the legend.
    legend
    /// Column of targets.
    target
    /// Column of comments.
    comment
    /// Before the list of what a target takes.
    needs
    /// Title of the join page.
    join_title
    /// Its lead.
    join_lead
    /// Above the list of browsers.
    choose_browser
    /// The page with every variant.
    all_browsers
    /// Beside the reader's own browser.
    your_browser
    /// Above the choice of an operating system.
    choose_system
    /// Every operating system.
    all_systems
    /// What a script thinks the reader's browser is: `{browser}`.
    suggest
    /// What the reader chose before: `{browser}`.
    suggest_again
    /// The link to the page for `{browser}`.
    suggest_go
    /// For whom a page is: `{browser}`.
    chosen
    /// Beside it: choose another.
    change
    /// `{title}`, `{browser}`: title of a page for one browser.
    with_browser
    /// `{name}`: heading of a variant.
    in_case_of
    /// `{n}`: the number of a step, for screen readers.
    step
    /// Between names in a heading.
    name_separator
    /// The name of the list of steps.
    steps
    /// Before what one sees.
    expect
    /// Above the ways to do a step.
    choices
    /// A note.
    note
    /// A tip.
    tip
    /// Something important.
    important
    /// A warning.
    warning
    /// Something can be lost.
    caution
    /// A note of the internal edition.
    internal_note
    /// The banner of the internal edition.
    internal_edition
    /// Heading of what a platform is.
    about_platform
    /// The link to the rest of what there is to know about `{name}`.
    more_about
    /// That the words on a screen may differ.
    labels_may_differ
    /// Heading of hosts and ports.
    network
    /// Column of hosts.
    hosts
    /// Column of ports.
    ports
    /// Column of what a host is for.
    purpose
    /// Heading of the vendor's pages.
    vendor_pages
    /// Before the address a fact was read at.
    source
    /// `{date}`: when it was last checked.
    checked_on
    /// After what nobody has checked: a value, a label, a source, a link.
    unconfirmed
    /// Heading of what to do with a browser that can no longer be used: `{browser}`.
    retired_title
    /// Heading of the footnotes.
    footnotes
    /// `{n}`: the link back from a footnote.
    footnote_back
    /// `{words}`: the words of a label in another language, after those in the reader's.
    label_also
    /// For whom a variant is, more than one way: `{name}` is a client or a browser, `{more}` what narrows it.
    name_with
    /// The name of the area in which a wide table scrolls.
    scrolls
    /// `{date}`: when the guide was revised.
    revised_on
    /// The title of the page that is not there.
    not_found_title
    /// What to do then.
    not_found_text
    /// The link of a page that has moved.
    moved
    /// A done item of a task list, for screen readers.
    task_done
    /// An open item of a task list, for screen readers.
    task_open
    /// `{year}`, `{month}`, `{day}`, `{month_name}`: how a date is written.
    date_format
    /// Twelve names of months with a space between.
    month_names
}
