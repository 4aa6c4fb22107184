//! The theme's own words, one language of them.

mod keys;

use std::collections::BTreeMap;
use std::sync::Arc;

use checker::Reason;
use keys::reason_key;
use serde::Serialize;

macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident)*) => {
        /// Every word the templates need; `content/ui.yaml` has one entry for each field, and one for each reason.
        #[derive(Clone, Debug, Hash, Serialize)]
        pub struct Words {
            $($(#[doc = $doc])* pub $name: Arc<str>,)*
            /// The sentences of the checker's reasons, in the order of [`Reason::ALL`]. Only the check page has them.
            #[serde(skip)]
            reasons: Vec<Arc<str>>,
        }

        impl Words {
            /// The keys of `content/ui.yaml` that are fields of the same name.
            const FIELDS: &[&str] = &[$(stringify!($name)),*];

            /// What each of them is for.
            const MEANINGS: &[&str] = &[$(concat!($($doc),*)),*];

            /// Takes the words by key; `None` if one is missing.
            #[must_use]
            pub fn from_map(map: &BTreeMap<String, Arc<str>>) -> Option<Self> {
                let reason = |reason: &Reason| map.get(&reason_key(*reason)).cloned();
                Some(Self {
                    $($name: map.get(stringify!($name))?.clone(),)*
                    reasons: Reason::ALL.iter().map(reason).collect::<Option<_>>()?,
                })
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
    /// Heading of the verdict on the reader's machine.
    checker_title
    /// That nothing that is found out leaves the page.
    checker_private
    /// What no page can check.
    checker_limits
    /// A requirement that is met.
    verdict_proved
    /// A requirement that is not met.
    verdict_disproved
    /// A requirement of which nothing is known.
    verdict_unknown
    /// A requirement of which the reader has to say.
    verdict_ask
    /// Everything required and recommended is met.
    overall_ready
    /// What to do then.
    overall_ready_text
    /// Everything required is met, something recommended is not.
    overall_limits
    /// What to do then.
    overall_limits_text
    /// Something required is not met.
    overall_action
    /// What to do then.
    overall_action_text
    /// Something required is not known.
    overall_unknown
    /// What to do then.
    overall_unknown_text
    /// The question of a requirement that has none of its own.
    ask_question
    /// The answer yes.
    yes
    /// The answer no.
    no
    /// Beside the box of a requirement on the list without a script.
    tick
    /// Before the hosts that the next button contacts.
    network_consent
    /// The button that tries the network.
    network_start
    /// While the network is tried.
    network_running
    /// The button that tries the network once more.
    network_again
    /// The button that tries the microphone.
    try_microphone
    /// The button that tries the speaker.
    try_speaker
    /// The button that tries the camera.
    try_camera
    /// The button that tries to show the screen.
    try_screen
    /// The button that stops what is being tried.
    try_stop
    /// The name of the microphone's meter.
    level
    /// Whether the reader heard the tone.
    speaker_question
    /// The name of the camera's picture.
    camera_preview
    /// Heading above the report code.
    code_title
    /// What the report code is for, what it holds and what not.
    code_lead
    /// The button that copies the report code.
    copy
    /// When it is copied.
    copied
    /// The button that prints the page.
    print
    /// That the list is complete without a script.
    no_script
    /// That an old browser cannot run the check, and what to do.
    old_browser
    /// That Edge is in IE mode, and how to leave it.
    ie_mode
    /// That the browser does not run WebAssembly, and that the list stays.
    wasm_blocked
    /// That the check stopped for a reason nobody expected.
    checker_failed
    /// `{name}`: the link to the first requirement that needs something.
    next_action
    /// Above what to do to have a requirement.
    remedy
    /// While the microphone is tried.
    microphone_speak
    /// When the network has been tried, for screen readers.
    network_done
    /// The microphone, in a sentence on a permission.
    value_microphone
    /// The camera, in a sentence on a permission.
    value_camera
    /// Title of the page of report codes.
    decode_title
    /// Its lead.
    decode_lead
    /// Beside the box for a report code.
    decode_label
    /// The button that reads it.
    decode_button
    /// Nothing was typed.
    decode_error_empty
    /// `{value}`: the first letter that no code has.
    decode_error_letter
    /// Letters are missing, or there are too many.
    decode_error_length
    /// A letter is wrong.
    decode_error_checksum
    /// The code is of a later version.
    decode_error_format
    /// The letters fit together and mean nothing.
    decode_error_meaning
    /// Before the day the code was made.
    decode_date
    /// Before the browser.
    decode_browser
    /// Before the operating system.
    decode_system
    /// Before the kind of machine.
    decode_device
    /// Before the verdict on everything.
    decode_verdict
    /// `{value}`: a slot of no requirement of this guide.
    decode_gone
    /// A browser or a system that the guide does not know.
    decode_unrecognized
    /// Heading above what the engineer can suggest.
    decode_suggest
    /// That `annai decode` reads codes too.
    decode_no_script
    /// A desktop or a laptop.
    device_computer
    /// A telephone.
    device_phone
    /// A tablet.
    device_tablet
    /// A Chromebook.
    device_chromebook
    /// A machine of which the kind is not known.
    device_unknown
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
    /// Badge of a translation whose source has changed, in internal editions.
    stale_translation
    /// Heading of what to do with a browser that can no longer be used: `{browser}`.
    retired_title
    /// Heading of the footnotes.
    footnotes
    /// `{n}`: the link back from a footnote.
    footnote_back
    /// `{words}`: the words of a label in another language, after those in the reader's.
    label_also
    /// The caption of a figure: `{caption}`.
    figure_caption
    /// A window in the sentences of a figure.
    figure_window
    /// A browser: `{parts}` and `{address}`.
    figure_browser
    /// The whole screen.
    figure_desktop
    /// A question in front.
    figure_dialog
    /// A question on its own.
    figure_dialog_alone
    /// The menu bar of a window.
    figure_menu_bar
    /// The bar at the edge of a screen.
    figure_bar
    /// Words.
    figure_text
    /// A field.
    figure_field
    /// A box to tick.
    figure_checkbox
    /// A switch.
    figure_switch
    /// A surface.
    figure_area
    /// Buttons of a window.
    figure_buttons
    /// Choices.
    figure_radio
    /// A list.
    figure_list
    /// An open menu.
    figure_menu
    /// Tabs.
    figure_tabs
    /// A tool bar.
    figure_tools
    /// Screens to choose between.
    figure_screens
    /// The words of a part: `{words}`.
    figure_part
    /// A part and its state: `{part}` and `{state}`.
    figure_state
    /// The state of what is chosen.
    figure_chosen
    /// The state of a ticked box.
    figure_ticked
    /// The state of a switch that is on.
    figure_on
    /// The state of what the pointer is on.
    figure_pointer
    /// Between two sentences.
    figure_between
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
    /// The link to the handout.
    paper_link
    /// `{n}`: after a link, the page of the handout it leads to.
    paper_page
    /// `{n}`, `{total}`: the number of a page of the handout.
    paper_pages
    /// `{address}`: what a code for a camera does.
    paper_qr
    /// Beside the address that a handout was made from.
    paper_latest
    /// Above the signs that a reader is ready.
    paper_ready
    /// `{level}`: the first sign.
    paper_ready_required
    /// `{page}`, `{verdict}`, `{limits}`: the second sign.
    paper_ready_check
    /// Above the list of requirements to tick.
    paper_tick
    /// Heading of how to read the handout.
    paper_reading
    /// `{label}`: how the words on a screen look.
    paper_labels
    /// That steps have the same numbers everywhere.
    paper_numbers
    /// The sign beside what nobody has checked.
    paper_mark
    /// `{mark}`: what that sign means.
    paper_unconfirmed
    /// On a handout for one browser: where the other ways to take part stand.
    paper_app_only
    /// Heading of the blanks to fill in.
    paper_form
    /// Above the blanks.
    paper_form_lead
    /// A blank: the number of the support case.
    paper_case
    /// A blank: the engineer's name.
    paper_engineer
    /// A blank: date and time.
    paper_time
    /// A blank: the number of the meeting.
    paper_meeting
    /// A blank: a telephone number.
    paper_phone
    /// Lines for notes.
    paper_notes
    /// Column of versions.
    paper_versions
    /// Column of how to update.
    paper_update
    /// A done item of a task list, for screen readers.
    task_done
    /// An open item of a task list, for screen readers.
    task_open
    /// `{year}`, `{month}`, `{day}`, `{month_name}`: how a date is written.
    date_format
    /// Twelve names of months with a space between.
    month_names
}
